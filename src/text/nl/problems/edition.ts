import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** The issue as a whole: settings, what is in it, subject, recipients, agenda and figures. */
export const edition = {
  'config/unreadable': ({ reason, root }) => ({
    title:
      reason === 'missing'
        ? `In de map ${root} staat geen rondbrief.yaml.`
        : `Het bestand rondbrief.yaml in ${root} kan niet gelezen worden.`,
    why: 'Zonder dit bestand weet Rondbrief niet wie de nieuwsbrief verstuurt.',
    fix:
      reason === 'missing'
        ? 'Ga naar de map van uw nieuwsbrief en probeer het daar opnieuw.'
        : 'Controleer of u het bestand mag openen.',
  }),
  'config/example-values': ({ field, found, transport }) => ({
    title: `Bij '${field}' staat nog een voorbeeld:${quoted(found)}.`,
    why: `Met '${transport}' gaan er echte mails weg. Lezers kunnen dit adres niet bereiken.`,
    fix: `Vul in rondbrief.yaml bij '${field}' uw eigen gegevens in.`,
  }),
  'config/secret-short': ({ limit }) => ({
    title: `RONDBRIEF_SECRET is te kort. Het geheim moet minstens ${limit} tekens hebben.`,
    why: 'Met een kort geheim kan iemand afmeldlinks van anderen namaken.',
    fix: 'Vraag uw beheerder om een lang, willekeurig geheim in te stellen, of om het weg te halen: dan maakt Rondbrief er zelf een.',
  }),
  'areas/unreadable': ({ reason, found }) => ({
    title:
      reason === 'file'
        ? `De lijst van gemeenten${quoted(found)} kan niet gelezen worden.`
        : reason === 'column'
          ? `In de lijst van gemeenten ontbreekt een kolom:${quoted(found)}.`
          : `Een regel in de lijst van gemeenten is niet goed ingevuld:${quoted(found)}.`,
    why: 'Gemeenten die Rondbrief niet kent, kan het niet controleren en niet kiezen.',
    fix:
      reason === 'date'
        ? 'Schrijf de datum als 2023-01-01.'
        : 'Vergelijk deze regel met een andere regel van het bestand.',
  }),

  'issue/not-found': ({ found, suggestion }) => ({
    title: `Er is geen editie${quoted(found)}.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'Elke editie is een map in newsletters/ met een bestand issue.md.',
    fix:
      suggestion === undefined
        ? "Bekijk met 'npx rondbrief status' welke edities er zijn."
        : `Gebruik '${suggestion}'.`,
  }),
  'issue/empty': () => ({
    title: 'Er staat nog geen enkel bericht in deze editie.',
    why: 'Er valt niets te versturen.',
    fix: 'Klik op de pagina van de editie bij een partner op Nieuw bericht. Of zet een bestand met een bericht in de map van een partner.',
  }),
  'correction/with-segments': ({ found }) => ({
    title: `Deze correctie op${quoted(found)} noemt ook doelgroepen.`,
    why: 'Een correctie gaat naar precies de lezers die de fout kregen.',
    fix: "Haal in issue.md de doelgroepen bij 'segments' weg.",
  }),
  'correction/not-sent': ({ found }) => ({
    title: `Niemand kreeg editie${quoted(found)}. Er valt niets te corrigeren.`,
    why: 'Een correctie gaat naar precies de lezers die de fout kregen.',
    fix: "Kijk of bij 'corrects' in issue.md de goede editie staat.",
  }),
  'correction/still-sending': ({ found }) => ({
    title: `Editie${quoted(found)} is nog niet klaar met versturen.`,
    why: 'Wie haar nog krijgt, zou deze correctie missen.',
    fix: `Stop de verzending van${quoted(found)}, of wacht tot zij klaar is.`,
  }),
  'correction/version-unknown': ({ found, version }) => ({
    title: `Editie${quoted(found)} heeft geen versie${quoted(version)}.`,
    why: 'Rondbrief weet dan niet wie de fout kregen.',
    fix: "Haal in issue.md de regel 'corrects_version' weg, of maak de correctie opnieuw op de pagina Verzending.",
  }),
  'issue/segments-missing': ({ written, options }) => ({
    title: `Deze editie heeft nog geen doelgroep.${written === undefined ? '' : ` De regel '${written}' moet hier 'segments' heten.`}`,
    why: 'Rondbrief weet dan niet wie haar krijgen en verstuurt niets.',
    fix:
      written === undefined
        ? `Schrijf in issue.md achter 'segments:' wie deze editie krijgen.${options === undefined ? ' De namen staan in subscribers/segments.yaml.' : ` Te kiezen: ${options}.`}`
        : `Verander '${written}' in 'segments'.`,
  }),
  'issue/variant-empty': ({ segments, found }) => ({
    title: `Wie alleen in de doelgroep${quoted(segments)} zit, krijgt een mail zonder berichten.`,
    why: `Alle berichten zijn alleen voor${quoted(found)}. De andere lezers zien een lege mail.`,
    fix: `Haal bij een bericht de regel 'segments' weg, of verstuur deze editie aan${quoted(found)}.`,
  }),
  'issue/partner-missing': ({ partner, found }) => ({
    title: `Van${quoted(partner ?? found)} staat er nog geen bericht in deze editie.`,
    why: 'De editie gaat door, maar zonder deze partner.',
    fix: 'Herinner de partner, of laat het zo als er deze maand niets is.',
  }),
  'issue/item-unknown': ({ found, suggestion }) => ({
    title: `In de volgorde staat${quoted(found)}, maar dat bericht is er niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'De editie gaat door zonder dit bericht.',
    fix:
      suggestion === undefined
        ? 'Haal de regel weg, of voeg het bericht toe.'
        : `Verander de regel in '${suggestion}'.`,
  }),
  'issue/item-duplicate': ({ found, other }) => ({
    title: `Het bericht${quoted(found)} staat er twee keer in${other === undefined ? '' : `, ook als${quoted(other)}`}.`,
    why: 'Lezers zouden hetzelfde twee keer lezen.',
    fix: 'Kies welk bericht blijft en haal het andere weg.',
  }),
  'issue/copy-left-behind': ({ found }) => ({
    title: `Het bestand${quoted(found)} lijkt een kopie die is blijven staan.`,
    why: 'Een programma maakt zo’n kopie als twee mensen tegelijk bewaren. Het bestand telt niet mee.',
    fix: 'Vergelijk de twee bestanden, neem over wat nodig is en gooi de kopie weg.',
  }),
  'issue/file-unused': ({ found, suggestion, kind }) => ({
    title: `${quoted(found).trim() || 'Dit bestand'} telt niet mee in deze editie.${suggestion === undefined ? '' : ` Bedoelde u de map '${suggestion}'?`}`,
    why:
      kind === 'picture'
        ? 'Foto’s leest Rondbrief alleen uit de map images van de editie.'
        : 'Rondbrief leest alleen bestanden die eindigen op .md, in de map van een partner. Twee bestanden kunnen niet dezelfde naam hebben.',
    fix:
      kind === 'picture'
        ? "Zet de foto in de map 'images' van de editie en noem haar in het bericht bij 'image'."
        : suggestion === undefined
          ? 'Zet de tekst in een bestand dat eindigt op .md, geef het een andere naam of haal het weg.'
          : `Geef de map de naam '${suggestion}'.`,
  }),
  'issue/file-unreadable': ({ reason }) => ({
    title:
      reason === 'outside'
        ? 'Dit bestand verwijst naar een plek buiten de map van de nieuwsbrief.'
        : reason === 'no-file'
          ? 'Dit is geen gewoon bestand.'
          : reason === 'loop'
            ? 'Dit bestand verwijst naar zichzelf.'
            : 'Rondbrief mag dit bestand niet openen.',
    why: 'Wat erin staat, ontbreekt in de editie.',
    fix:
      reason === 'permission'
        ? 'Sluit het in andere programma’s, of vraag uw beheerder om toegang.'
        : 'Zet op deze plek het bestand zelf.',
  }),
  'content/issue-long': ({ count, limit }) => ({
    title: `Deze editie heeft ${count} berichten. Een editie van hooguit ${limit} leest prettig.`,
    why: 'Een mail van meer dan vier minuten leest bijna niemand tot het eind.',
    fix: 'Bewaar een bericht voor de volgende editie.',
  }),

  'subject/missing': ({ reason, written }) => ({
    title:
      written === undefined
        ? 'De editie heeft geen onderwerp.'
        : `De editie heeft geen onderwerp. De regel '${written}' moet hier 'subject' heten.`,
    why: 'Zonder onderwerp kan de mail niet weg.',
    fix:
      written !== undefined
        ? `Verander '${written}' in 'subject'.`
        : reason === 'empty'
          ? "Schrijf in issue.md achter 'subject:' waar deze editie over gaat."
          : "Zet in issue.md onder de regel met title een regel die begint met 'subject:', en daarachter waar deze editie over gaat.",
  }),
  'subject/long': ({ count, limit }) => ({
    title: `Het onderwerp heeft ${count} tekens. Goed is ${limit} of minder.`,
    why: 'Een telefoon toont ongeveer de eerste 44 tekens. De rest valt weg.',
    fix: 'Zet het belangrijkste vooraan en maak de rest korter.',
  }),
  'subject/shouting': ({ kind, found }) => ({
    title: (shouting[String(kind)] ?? shouting['capitals'] ?? ((it) => it))(quoted(found)),
    why: 'Spamfilters zien dit als reclame.',
    fix: shoutingFix[String(kind)] ?? 'Schrijf het onderwerp als een gewone zin.',
  }),
  'preheader/missing': ({ written }) => ({
    title: `De voorbeeldregel ontbreekt.${written === undefined ? '' : ` De regel '${written}' moet hier 'preheader' heten.`}`,
    why: 'Naast het onderwerp toont het postvak dan een willekeurige regel.',
    fix:
      written === undefined
        ? "Schrijf in issue.md achter 'preheader:' een zin die het onderwerp aanvult."
        : `Verander '${written}' in 'preheader'.`,
  }),
  'preheader/length': ({ count, least, most }) => ({
    title: `De voorbeeldregel heeft ${count} tekens. Goed is ${least} tot ${most}.`,
    why: 'Een te korte regel wordt aangevuld met andere tekst, een te lange valt weg.',
    fix:
      Number(count) < Number(least)
        ? 'Noem in deze regel nog een onderwerp.'
        : 'Noem in deze regel een onderwerp minder.',
  }),
  'preheader/duplicate': ({ other }) => ({
    title:
      other === 'intro'
        ? 'De voorbeeldregel is gelijk aan het begin van de tekst.'
        : 'De voorbeeldregel is gelijk aan het onderwerp.',
    why: 'Het postvak toont dan twee keer hetzelfde.',
    fix: 'Noem in de voorbeeldregel iets anders uit de editie.',
  }),

  'personal/field-unknown': ({ found, suggestion, options }) => ({
    title: `Rondbrief kent het invulveld${quoted(found)} niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'Er zou een lege plek in de mail staan.',
    fix:
      suggestion === undefined
        ? `Gebruik een van deze velden: ${options ?? 'salutation, name'}.`
        : `Schrijf ${suggestion}.`,
  }),
  'personal/fallback-missing': ({ found }) => ({
    title: `Bij het invulveld${quoted(found)} staat niet wat er moet komen als de naam ontbreekt.`,
    why: 'Zolang dat er niet staat, wordt het veld niet ingevuld. Lezers zien dan de haken zelf.',
    fix: `Schrijf bijvoorbeeld [[${found ?? 'name'}|lezer]].`,
  }),
  'personal/field-misplaced': ({ found }) => ({
    title: `Het invulveld${quoted(found)} staat op een plek waar het niet wordt ingevuld.`,
    why: 'Alleen in de tekst van een bericht wordt het ingevuld. Hier zien lezers de haken zelf.',
    fix: 'Haal het invulveld hier weg, of zet het in de tekst.',
  }),
  'personal/foreign-field': ({ found, suggestion, where }) => ({
    title: `${quoted(found).trim()} is een invulveld van een ander programma.`,
    why: 'Rondbrief vult dit niet in. Lezers zien precies deze tekens.',
    fix:
      where === 'field'
        ? 'Haal het hier weg. Alleen in de tekst van een bericht wordt een naam ingevuld.'
        : suggestion === undefined
          ? 'Haal het weg. Rondbrief vult alleen de naam in, met [[name|lezer]], en de aanhef, met [[salutation]].'
          : suggestion === '[[salutation]]'
            ? `Schrijf ${suggestion}. Daar komt 'Beste' met de naam van de lezer.`
            : `Schrijf ${suggestion}. Daar komt de naam van de lezer, of het woord achter de streep als die ontbreekt.`,
  }),
  'personal/salutation-twice': ({ found, greeting }) => ({
    title: `Bij${quoted(found)} krijgt de lezer twee keer een aanhef.`,
    why: `Het invulveld geeft zelf al 'Beste' met de naam. Lezers zien dan '${greeting} Beste Samira Jansen'.`,
    fix: `Haal '${greeting}' weg.`,
  }),
  'personal/url-unsafe': ({ field, found }) => ({
    title: `Het adres${quoted(field)} voor een ontvanger is geen veilig webadres:${quoted(found)}.`,
    why: 'Zo’n adres kan een lezer ergens anders brengen dan hij denkt.',
    fix: "Controleer 'public_url' in rondbrief.yaml.",
  }),
  'segment/unknown': ({ found, suggestion }) => ({
    title: `De doelgroep${quoted(found)} bestaat niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'Rondbrief weet dan niet wie dit krijgt.',
    fix:
      suggestion === undefined
        ? 'Kies een doelgroep uit subscribers/segments.yaml, of voeg hem daar toe.'
        : `Verander de doelgroep in '${suggestion}'.`,
  }),

  'agenda/event-unknown': ({ found, suggestion }) => ({
    title: `De agenda kent geen bijeenkomst${quoted(found)}.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'De bijeenkomst zou in de mail ontbreken.',
    fix:
      suggestion === undefined
        ? 'Voeg de bijeenkomst toe aan newsletters/agenda.yaml, of haal de verwijzing weg.'
        : `Verander de verwijzing in '${suggestion}'.`,
  }),
  'agenda/event-duplicate': ({ found, line }) => ({
    title: `De agenda heeft twee bijeenkomsten met het id${quoted(found)}.${line === undefined ? '' : ` De eerste staat op regel ${line}.`}`,
    why: 'In de agenda van lezers zou de ene de andere vervangen. De tweede telt niet mee.',
    fix: 'Geef de tweede bijeenkomst een eigen id.',
  }),
  'agenda/time-order': ({ found, start, end }) => ({
    title: `De bijeenkomst${quoted(found)} eindigt voordat zij begint${start === undefined ? '' : ` (${start} tot ${end})`}.`,
    why: 'Lezers zetten dit zo in hun agenda.',
    fix: 'Verbeter de begintijd of de eindtijd.',
  }),
  'figure/unknown': ({ found, suggestion }) => ({
    title: `Er zijn geen cijfers met de naam${quoted(found)}.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'De tabel zou in de mail ontbreken.',
    fix:
      suggestion === undefined
        ? 'Zet het bestand in newsletters/figures, of haal de verwijzing weg.'
        : `Verander de verwijzing in '${suggestion}'.`,
  }),
  'figure/empty': ({ found }) => ({
    title: `De cijfers${quoted(found)} hebben geen regels.`,
    why: 'Lezers zouden een kop zien met niets eronder.',
    fix: 'Vul de regels in, of haal de verwijzing uit de editie.',
  }),
} satisfies Partial<ProblemTexts>

const shouting: Record<string, (found: string) => string> = {
  capitals: (found) => `In het onderwerp staat een woord in hoofdletters:${found}.`,
  exclamation: () => 'In het onderwerp staan meerdere uitroeptekens achter elkaar.',
  currency: (found) => `In het onderwerp staat een bedrag of geldteken:${found}.`,
  reply: (found) => `Het onderwerp begint met${found}, alsof het een antwoord is.`,
}
const shoutingFix: Record<string, string> = {
  capitals: 'Schrijf het woord in kleine letters. Bekende afkortingen mogen wel.',
  exclamation: 'Eindig met een punt, of met niets.',
  currency: 'Haal het bedrag uit het onderwerp.',
  reply: 'Haal dit begin weg.',
}
