/** What is said about backups: making one, putting one back, how old the newest is. */
export const backupWords = {
  options: {
    to: 'De map voor de reservekopie. Anders geldt backup_folder uit rondbrief.yaml.',
    plain:
      'Maak de kopie zonder versleuteling. Iedereen met het bestand kan dan alle adressen lezen.',
  },
  onServer: 'De lijst staat op een databaseserver. Die maakt zijn eigen reservekopieën.',
  onServerWhatNow: 'vraag uw beheerder naar de kopieën van de server, en bewaar ook de map data.',
  noFolder: 'Er staat niet in welke map de reservekopie moet komen.',
  noFolderWhatNow:
    'geef --to met een map op een andere schijf, of zet backup_folder in rondbrief.yaml.',
  written: (file: string, megabytes: string) => `Reservekopie gemaakt: ${file} (${megabytes} MB)`,
  readBack: 'De kopie is helemaal teruggelezen en klopt.',
  plainNote: 'Deze kopie is niet versleuteld. Bewaar haar waar niemand anders bij kan.',
  keyNote:
    'Bewaar RONDBRIEF_BACKUP_KEY en data/secret ergens anders. Zonder die twee kunt u de kopie niet gebruiken.',
  failed: {
    'key-missing': {
      found: 'Er is geen sleutel om de reservekopie te versleutelen.',
      whatNow:
        'laat uw beheerder RONDBRIEF_BACKUP_KEY instellen. Mag de kopie echt leesbaar zijn, herhaal de opdracht dan met --plain.',
    },
    'key-short': {
      found: 'De sleutel in RONDBRIEF_BACKUP_KEY is te kort om veilig te zijn.',
      whatNow: 'kies een langere, van minstens 16 tekens, en bewaar die goed.',
    },
    'folder-missing': {
      found: 'De map voor reservekopieën is er niet.',
      whatNow: 'sluit de schijf aan, of maak de map.',
    },
    'no-database': {
      found: 'Er is nog geen database om te bewaren.',
      whatNow: 'lees eerst abonnees in, of start Rondbrief.',
    },
    'disk-short': {
      found: 'Er is te weinig ruimte op de schijf voor een reservekopie.',
      whatNow: 'maak ruimte, of kies met --to een map op een andere schijf.',
    },
    'database-damaged': {
      found: 'De database is beschadigd. Er is geen kopie gemaakt; oudere kopieën staan er nog.',
      whatNow: 'stop Rondbrief en zet een oudere kopie terug met ‘npx rondbrief restore’.',
    },
    'not-read-back': {
      found: 'De kopie kwam anders van de schijf terug dan zij erop ging, en is weggehaald.',
      whatNow: 'vertrouw deze schijf niet meer. Kies met --to een map op een andere.',
    },
  },
  daily: (moment: string, found: string) => `${moment}: geen reservekopie gemaakt. ${found}`,
  restore: {
    options: { replace: 'Vervang de database die er nu is. Die blijft bewaard in de map data.' },
    noFile: (file: string) => `Er is geen bestand ${file}.`,
    noFileWhatNow: 'kijk in de map met reservekopieën hoe het bestand heet.',
    'in-use': {
      found: 'Rondbrief staat aan, of een andere opdracht is nog bezig. Er is niets veranderd.',
      whatNow: 'sluit Rondbrief en wacht tot een verzending klaar is. Herhaal dan de opdracht.',
    },
    'not-a-backup': {
      found: 'Dit bestand is geen reservekopie van Rondbrief.',
      whatNow: 'kies een bestand dat begint met ‘rondbrief-’ en eindigt op .backup.',
    },
    'key-missing': {
      found: 'Deze kopie is versleuteld, en er is geen sleutel.',
      whatNow: 'laat uw beheerder RONDBRIEF_BACKUP_KEY instellen met de sleutel van toen.',
    },
    'wrong-key': {
      found: 'Deze kopie is met een andere sleutel gemaakt.',
      whatNow: 'zet in RONDBRIEF_BACKUP_KEY de sleutel van toen.',
    },
    damaged: {
      found: 'Deze kopie is beschadigd of niet compleet. Er is niets veranderd.',
      whatNow: 'neem een andere kopie.',
    },
    'other-list': {
      found: 'Deze kopie is van een andere nieuwsbrief. Er is niets veranderd.',
      whatNow: 'kies een kopie van deze nieuwsbrief.',
    },
    'disk-short': {
      found: 'Er is te weinig ruimte op de schijf om de kopie terug te zetten.',
      whatNow: 'maak ruimte en herhaal de opdracht.',
    },
    unusable: {
      found: 'Deze kopie past niet bij deze versie van Rondbrief. Er is niets veranderd.',
      whatNow: 'werk Rondbrief bij en herhaal de opdracht.',
    },
    occupied: (moment: string) =>
      `De kopie van ${moment} is in orde. Er is al een database, dus er is nog niets veranderd.`,
    occupiedWhatNow: 'wilt u die vervangen? Herhaal de opdracht met --replace.',
    done: (moment: string, subscribers: string) =>
      `De kopie van ${moment} staat terug, met ${subscribers} abonnees.`,
    keptAs: (file: string) =>
      `De vorige database staat in ${file}. Daarin staan persoonsgegevens; Rondbrief haalt haar vanzelf weg.`,
    ended: 'Wie zich sinds de kopie had afgemeld of was gewist, is dat weer.',
    noEndings:
      'Het bestand data/endings.log ontbreekt. Wie zich sinds de kopie heeft afgemeld of is gewist, is hier niet bekend.',
    noEndingsWhatNow:
      'zet endings.log en sendings.log terug in de map data als u daar een kopie van hebt, en dan pas versturen weer aan.',
    off: 'Versturen staat uit tot u hebt gekeken wat er sinds de kopie is verstuurd.',
    offWhatNow: "kijk met 'npx rondbrief restored'.",
  },
}
