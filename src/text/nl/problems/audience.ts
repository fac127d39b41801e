import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** Who gets something: segments, and the themes and municipalities they are made of. */
export const audience = {
  'segment/invalid': ({ found, reason }) => ({
    title:
      `De doelgroep${quoted(found)} is niet goed omschreven. ${invalid[String(reason)]?.found ?? ''}`.trim(),
    why: 'Rondbrief weet dan niet wie erin hoort, en verstuurt niets aan deze doelgroep.',
    fix: invalid[String(reason)]?.fix ?? '',
  }),
  'segment/value-unknown': ({ field, found, suggestion }) => ({
    title: `Bij '${field}' staat${quoted(found)}. Dat kent Rondbrief niet.${suggestion === undefined ? '' : ` Bedoelde u '${suggestion}'?`}`,
    why: 'De doelgroep zou dan te klein zijn, of leeg.',
    fix:
      suggestion === undefined
        ? `Kies bij '${field}' een waarde die bestaat.`
        : `Verander${quoted(found)} in '${suggestion}'.`,
  }),
  'segment/value-retired': ({ field, found, suggestion }) => ({
    title: `Bij '${field}' staat${quoted(found)}. Dat bestaat niet meer.`,
    why: 'Wie daarbij hoorde, telt nu mee bij wat ervoor in de plaats kwam.',
    fix:
      suggestion === undefined
        ? `Haal${quoted(found)} weg.`
        : `Verander${quoted(found)} in '${suggestion}'.`,
  }),
  'segment/duplicate': ({ found }) => ({
    title: `Er zijn twee doelgroepen met de naam${quoted(found)}.`,
    why: 'Rondbrief weet dan niet welke van de twee bedoeld is.',
    fix: 'Geef een van de twee een andere naam.',
  }),
  'theme/duplicate': ({ found }) => ({
    title: `Het thema${quoted(found)} staat twee keer in de lijst.`,
    why: 'Een thema mag maar één betekenis hebben.',
    fix: 'Geef een van de twee een ander id, of haal die weg.',
  }),
  'theme/successor-unknown': ({ found }) => ({
    title: `Het thema${quoted(found)} is hier opvolger, maar staat niet in de lijst.`,
    why: 'Lezers van het oude thema zouden dan nergens bij horen.',
    fix: 'Voeg het thema toe aan de lijst, of verander de opvolger.',
  }),
  'network/duplicate': ({ found }) => ({
    title: `Het netwerk${quoted(found)} staat twee keer in de lijst.`,
    why: 'Een netwerk mag maar één betekenis hebben.',
    fix: 'Geef een van de twee een ander id, of haal die weg.',
  }),
  'network/successor-unknown': ({ found }) => ({
    title: `Het netwerk${quoted(found)} is hier opvolger, maar staat niet in de lijst.`,
    why: 'Leden van het oude netwerk zouden dan nergens bij horen.',
    fix: 'Voeg het netwerk toe aan de lijst, of verander de opvolger.',
  }),
} satisfies Partial<ProblemTexts>

const invalid: Record<string, { found: string; fix: string }> = {
  empty: {
    found: 'Er staat een voorwaarde zonder waarde.',
    fix: 'Vul minstens één waarde in, of haal de regel weg.',
  },
  deep: {
    found: 'Er staan te veel voorwaarden binnen elkaar.',
    fix: 'Maak er twee doelgroepen van, of schrijf de voorwaarden korter op.',
  },
  both: {
    found: "Er staat zowel 'everyone' als 'who'.",
    fix: 'Kies een van de twee: voor iedereen, of met voorwaarden.',
  },
}
