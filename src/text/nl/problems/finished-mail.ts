import { numberIn, quoted, type ProblemTexts } from '../../problem-text.ts'

/** The template and the mail that comes out of it: mostly for whoever keeps the template. */
export const finishedMail = {
  'template/missing': ({ file, found }) => ({
    title: `Het sjabloon${quoted(file ?? found)} is er niet.`,
    why: 'Zonder sjabloon is er geen mail te maken.',
    fix: "Zet het bestand terug in de map 'templates'.",
  }),
  'template/handlebars-invalid': ({ found, reason }) => ({
    title: `Het sjabloon kan niet ingevuld worden:${quoted(reason ?? found) || ' een veld of blok klopt niet'}.`,
    why: 'Zolang dit zo is, is er geen mail te maken.',
    fix: 'Verbeter deze plek in het sjabloon.',
  }),
  'template/mjml-invalid': ({ found, reason }) => ({
    title: `MJML keurt het sjabloon af:${quoted(reason ?? found) || ' een onderdeel klopt niet'}.`,
    why: 'De opmaak kan er in mailprogramma’s verkeerd uitzien.',
    fix: 'Verbeter deze plek in het sjabloon.',
  }),
  'template/expression-lost': ({ found }) => ({
    title: `Het invulveld${quoted(found)} is bij het maken van de HTML verdwenen.`,
    why: 'De ontvanger zou hier niets zien staan.',
    fix: 'Zet het invulveld in het sjabloon binnen een mj-raw of in gewone tekst.',
  }),
  'template/unfilled': ({ found }) => ({
    title: `In de mail staat nog een invulveld dat niet is ingevuld:${quoted(found)}.`,
    why: 'Lezers zouden accolades zien in plaats van hun gegevens.',
    fix: 'Verbeter het invulveld in het sjabloon.',
  }),
  'template/minify-inactive': () => ({
    title: 'De opmaak in de mail wordt niet verkleind.',
    why: 'De mail wordt groter dan nodig. Gmail kan het einde afkappen.',
    fix: "Voer 'npm ci' opnieuw uit en probeer het nog een keer.",
  }),

  'mail/size-limit': ({ bytes, limit }) => ({
    title: `De mail is ${numberIn('nl', bytes)} bytes. Vanaf ${numberIn('nl', limit)} kapt Gmail die af.`,
    why: 'Met het einde verdwijnt ook de link om af te melden.',
    fix: 'Haal een bericht weg, of maak berichten korter.',
  }),
  'mail/size-large': ({ bytes, limit }) => ({
    title: `De mail is ${numberIn('nl', bytes)} bytes. Bij ${numberIn('nl', limit)} kapt Gmail die af.`,
    why: 'Er is weinig ruimte over. Aan het eind staat de link om af te melden.',
    fix: 'Maak berichten korter of bewaar er een voor de volgende editie.',
  }),
  'mail/style-size': ({ bytes, limit }) => ({
    title: `De opmaakregels zijn samen ${numberIn('nl', bytes)} bytes. Het mogen er ${numberIn('nl', limit)} zijn.`,
    why: 'Gmail kan dan alle opmaakregels weglaten.',
    fix: 'Haal opmaak uit het sjabloon die niet gebruikt wordt.',
  }),
  'mail/lang': ({ found }) => ({
    title: `De taal van de mail is niet goed aangegeven${found === undefined || found === '' ? '' : `:${quoted(found)}`}.`,
    why: 'Een voorleesprogramma kiest dan de verkeerde uitspraak.',
    fix: 'Zet de taal op het begin van het document en op het eerste deel van de inhoud.',
  }),
  'mail/dir': ({ found }) => ({
    title: `De leesrichting van de mail is niet aangegeven${found === undefined || found === '' ? '' : `:${quoted(found)}`}.`,
    why: 'Sommige mailprogramma’s tonen de tekst dan verkeerd om.',
    fix: 'Zet dir="ltr" op het begin van het document en op het eerste deel van de inhoud.',
  }),
  'mail/title': () => ({
    title: 'De mail heeft geen documenttitel.',
    why: 'Een voorleesprogramma noemt die als eerste.',
    fix: 'Zet in het sjabloon de titel van de editie in mj-title.',
  }),
  'mail/table-role': ({ count }) => ({
    title: `Bij ${count === 1 ? '1 tabel' : `${count} tabellen`} staat er niet bij dat die alleen voor de indeling dient.`,
    why: "Een voorleesprogramma zegt dan steeds 'tabel' zonder reden.",
    fix: 'Geef elke tabel voor de indeling role="presentation" en elke tabel met gegevens een kop.',
  }),
  'mail/anchor': ({ found }) => ({
    title: `De regel${quoted(found)} in de inhoudsopgave wijst nergens heen.`,
    why: 'Wie erop tikt, blijft waar hij is.',
    fix: 'Zet bij het bericht een lege <a name> met dezelfde naam.',
  }),
  'mail/element-forbidden': ({ found }) => ({
    title: `In de mail zit iets dat mailprogramma’s weren:${quoted(found)}.`,
    why: 'Het wordt weggelaten, of de mail belandt bij de spam.',
    fix: 'Haal het uit het sjabloon.',
  }),
  'mail/preview-marker': () => ({
    title: 'In de mail staan nog merktekens van het voorbeeld.',
    why: 'Ze laten namen van mappen en bestanden zien.',
    fix: "Haal 'data-source' uit het sjabloon.",
  }),
  'mail/unsubscribe': () => ({
    title: 'In de mail is geen link om af te melden te zien.',
    why: 'De wet en mailprogramma’s eisen die.',
    fix: 'Zet de link om af te melden terug in de voet van het sjabloon.',
  }),
  'mail/sender-details': ({ found }) => ({
    title: `In de mail ontbreekt van de afzender:${quoted(found)}.`,
    why: 'Lezers moeten kunnen zien wie schrijft en waar die te bereiken is.',
    fix: 'Zet dit gegeven terug in de voet van het sjabloon.',
  }),
  'mail/web-version': () => ({
    title: 'In de mail ontbreekt de link naar de webpagina.',
    why: 'Wie de mail niet goed ziet, kan dan nergens heen.',
    fix: "Zet 'Bekijk in browser' terug boven in het sjabloon.",
  }),
  'text/missing': () => ({
    title: 'De mail heeft geen platte tekst.',
    why: 'Sommige lezers zien alleen die. Spamfilters letten erop.',
    fix: 'Zet de platte tekst terug in het sjabloon.',
  }),
  'text/differs': ({ percent, limit, found }) => ({
    title: `Van de woorden in de opgemaakte mail staat ${percent}% ook in de platte tekst. Dat hoort minstens ${limit}% te zijn.`,
    why: 'Lezers van de platte tekst missen dan iets.',
    fix: `Zet in het sjabloon van de platte tekst wat ontbreekt${found === undefined || found === '' ? '' : `, zoals:${quoted(found)}`}.`,
  }),
} satisfies Partial<ProblemTexts>
