/** What is said where more than one computer shares a database. */
export const manyMachines = {
  worker: {
    noServer: 'Meehelpen kan alleen met een databaseserver (PostgreSQL).',
    noServerWhatNow:
      'zet het adres van de server in RONDBRIEF_DATABASE_URL. Op één computer verstuurt npm start vanzelf.',
    waiting: 'Klaar om mee te versturen. Laat dit venster open; stoppen kan met Ctrl+C.',
    stopped: 'Gestopt. Wat onderweg was, is afgemaakt.',
  },
  move: {
    options: { yesReally: 'Verhuis ook echt. Zonder deze optie verandert er niets.' },
    noServer: 'Er is geen databaseserver om naar te verhuizen.',
    noServerWhatNow:
      'zet het adres van de server in RONDBRIEF_DATABASE_URL en herhaal de opdracht.',
    nothing: 'Er is op deze computer geen database om te verhuizen.',
    nothingWhatNow:
      'controleer of u in de goede map staat. Een nieuwe lijst kan meteen op de server beginnen.',
    inUse: 'Rondbrief is nog bezig op deze computer.',
    inUseWhatNow: 'stop npm start en elke andere opdracht van Rondbrief, en herhaal deze.',
    notEmpty: 'De database op de server is niet leeg. Er is niets veranderd.',
    notEmptyWhatNow: 'maak een nieuwe, lege database en zet die in RONDBRIEF_DATABASE_URL.',
    heading: 'Dit gaat mee, regel voor regel:',
    notYet: 'Er is nog niets verhuisd.',
    notYetWhatNow: 'stop npm start, maak een kopie van de map data en herhaal met --yes-really.',
    done: (rows: string) =>
      `Verhuisd en nagelezen: ${rows} regels, op de server precies gelijk aan hier.`,
    kept: (file: string) =>
      `De oude database staat in ${file}. Daarin staan persoonsgegevens; Rondbrief haalt haar vanzelf weg.`,
    doneWhatNow:
      'zorg dat RONDBRIEF_DATABASE_URL altijd gezet is, op elke computer die meehelpt. Geef elke computer ook dezelfde RONDBRIEF_SECRET.',
  },
}
