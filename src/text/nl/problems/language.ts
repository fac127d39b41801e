import { quoted, type ProblemTexts } from '../../problem-text.ts'

/** Hoe een tekst leest. Advies, behalve een afkorting die niemand uitlegt. */
export const language = {
  'content/relative-date': ({ found }) => ({
    title: `Er staat${quoted(found)}. Wanneer dat is, hangt af van wanneer iemand het leest.`,
    why: 'Een nieuwsbrief blijft in het archief staan.',
    fix: 'Noem de dag, de maand of het jaar.',
  }),
  'content/emoji-bullet': ({ found }) => ({
    title: `Er staat${quoted(found)} voor een regel, in plaats van een gewoon opsommingsteken.`,
    why: 'Een voorleesprogramma leest het teken voor en ziet geen lijst.',
    fix: 'Begin elke regel met een streepje en een spatie. De opmaak komt vanzelf.',
  }),
  'typography/time': ({ found, suggestion }) => ({
    title: `De tijd${quoted(found)} is anders geschreven dan in de rest van de nieuwsbrief.`,
    why: 'Eén schrijfwijze leest rustiger.',
    fix: `Schrijf '${suggestion}'.`,
  }),
  'readability/sentence': ({ found, words, limit }) => ({
    title: `Deze zin heeft ${words} woorden:${quoted(found)}.`,
    why: `Een zin van meer dan ${limit} woorden moeten veel lezers twee keer lezen.`,
    fix: 'Maak er twee zinnen van.',
  }),
  'readability/sentence-run': ({ count, long }) => ({
    title: `In deze tekst hebben ${count} zinnen meer dan ${long} woorden.`,
    why: 'Veel lange zinnen achter elkaar lezen zwaar.',
    fix: 'Knip de langste zinnen in tweeën.',
  }),
  'readability/abbreviation': ({ found, suggestion }) => ({
    title: `De afkorting${quoted(found)} wordt hier niet uitgelegd.`,
    why: 'Veel lezers lezen alleen dit bericht.',
    fix:
      suggestion === undefined
        ? 'Schrijf de eerste keer de hele naam, met de afkorting erachter tussen haakjes.'
        : `Schrijf de eerste keer '${suggestion}'.`,
  }),
  'readability/paragraph': ({ found, lines, limit }) => ({
    title: `Deze alinea is ongeveer ${lines} regels lang:${quoted(found)}.`,
    why: `Op een telefoon vult dat het scherm. Goed is ${limit} regels of minder.`,
    fix: 'Begin halverwege een nieuwe alinea.',
  }),
  'readability/subheading': ({ words, limit }) => ({
    title: `Hier volgen ${words} woorden zonder tussenkop.`,
    why: `Na ongeveer ${limit} woorden zoekt een lezer houvast.`,
    fix: 'Zet er een tussenkop in, of maak de tekst korter.',
  }),
  'readability/jargon': ({ found, suggestion }) => ({
    title: `Het kan eenvoudiger dan${quoted(found)}.`,
    why: 'Een gewoon woord begrijpt iedereen meteen.',
    fix: `Schrijf bijvoorbeeld '${suggestion}'.`,
  }),
  'spelling/unknown': ({ found, suggestion, near = suggestion }) => ({
    title: `Het woord${quoted(found)} staat niet in de woordenlijst.`,
    why: 'Het kan een tikfout zijn, of een naam of nieuw woord.',
    fix:
      near === undefined
        ? 'Kijk of het goed gespeld is.'
        : `Bedoelde u '${near}'? Anders kunt u dit laten staan.`,
  }),
} satisfies Partial<ProblemTexts>
