import { dateIn, monthIn, quoted, weekdayIn, type ProblemTexts } from '../../problem-text.ts'

/** Facts that contradict each other or a list. Suspicion, not truth: a reason may accept it. */
export const facts = {
  'fact/event-date': ({ title, found, expected, source, agenda, agendaLine }) => ({
    title: `${source === undefined ? 'Hier' : `Regel ${source} van de bron`} noemt${source === undefined ? ' de tekst' : ''} voor${quoted(title) || ' deze bijeenkomst'} de datum ${dateIn('nl', found)}. In de agenda staat ${dateIn('nl', expected)}${agenda === undefined ? '' : ` (${agenda}, regel ${agendaLine})`}.`,
    why: 'Lezers kunnen op de verkeerde dag komen.',
    fix: 'Vraag na welke datum klopt. Verbeter de andere, hier of in de agenda. Klopt het toch? Geef dan een reden.',
  }),
  'fact/weekday': ({ found, date }) => ({
    title: `Er staat${quoted(found)}, maar die dag is een ${weekdayIn('nl', date)}.`,
    why: 'De dag of de datum klopt niet.',
    fix: 'Kijk op de kalender welke van de twee bedoeld is.',
  }),
  'fact/date-impossible': ({ found }) => ({
    title: `Er staat${quoted(found)}. Die dag bestaat niet.`,
    why: 'Lezers weten dan niet welke dag bedoeld is.',
    fix: 'Vraag na welke dag het is en verbeter de datum.',
  }),
  'fact/table-total': ({ found, sum, source }) => ({
    title: `${source === undefined ? 'De bron' : `Regel ${source} van de bron`} noemt als totaal ${found}. De regels tellen op tot ${sum}.`,
    why: 'Een van de getallen klopt niet, of er ontbreekt een regel.',
    fix: 'Vraag na welk getal klopt. Klopt het toch? Geef dan een reden.',
  }),
  'fact/municipality': ({ reason, found, suggestion, until }) => ({
    title:
      reason === 'retired'
        ? `De gemeente${quoted(found)} bestond tot en met ${dateIn('nl', until)}.${suggestion === undefined ? '' : ` Zij hoort nu bij '${suggestion}'.`}`
        : reason === 'not-yet'
          ? `De gemeente${quoted(found)} bestond toen nog niet.`
          : reason === 'code'
            ? `Deze regel hoort bij de gemeente '${suggestion}', maar er staat${quoted(found)}.`
            : reason === 'unknown'
              ? `De gemeente${quoted(found)} staat niet in de lijst van gemeenten.`
              : `Er staat${quoted(found)}. De gemeente heet '${suggestion}'.`,
    why: 'Een naam die niet klopt, wekt twijfel over de rest.',
    fix:
      suggestion === undefined || reason === 'not-yet'
        ? 'Controleer de naam. Klopt het toch? Geef dan een reden.'
        : `Schrijf '${suggestion}'. Klopt het toch? Geef dan een reden.`,
  }),
  'fact/term': ({ found, suggestion }) => ({
    title: `Er staat${quoted(found)}. Gebruikelijk is '${suggestion}'.`,
    why: 'Het is een vaste naam, of een woord dat op een ander woord lijkt en iets anders betekent.',
    fix: `Schrijf '${suggestion}'. Klopt het toch? Geef dan een reden.`,
  }),
  'fact/tense-year': ({ found, year }) => ({
    title: `Deze zin zegt dat iets uit ${String(found).replace(/^in /i, '')} al is gebeurd. De tekst gaat over ${year}.`,
    why: 'Waarschijnlijk klopt het jaartal niet.',
    fix: `Controleer${quoted(found)}, of schrijf wat er nog gaat gebeuren. Klopt het toch? Geef dan een reden.`,
  }),
  'fact/number-format': ({ found, suggestion }) => ({
    title: `Er staat${quoted(found)}. De andere getallen in deze kolom zijn anders geschreven.`,
    why: 'Een punt of komma op de verkeerde plaats maakt een getal duizend keer zo groot of zo klein.',
    fix: `Bedoelde u '${suggestion}'? Schrijf alle getallen in een kolom op dezelfde manier.`,
  }),
  'fact/event-title': ({ found, other, month }) => ({
    title: `Voor dezelfde bijeenkomst (${monthIn('nl', month)}) staan hier twee titels:${quoted(found)} en${quoted(other)}.`,
    why: 'Lezers denken dat het twee bijeenkomsten zijn.',
    fix: 'Gebruik overal dezelfde titel. Zijn het er twee? Schrijf dan bij beide de dag, of geef een reden.',
  }),
  'fact/role-vacant': ({ found, body, since }) => ({
    title: `Er staat${quoted(found)}. Volgens de lijst van functies is die plek bij de ${body} leeg sinds ${monthIn('nl', since)}.`,
    why: 'Is de plek nog leeg, dan zoeken lezers iemand die er niet is. Is er inmiddels iemand, dan klopt de lijst niet meer.',
    fix: 'Vraag na wie het nu is. Klopt de zin? Geef dan een reden.',
  }),
  'typography/ij': ({ found, suggestion }) => ({
    title: `Er staat${quoted(found)}. In het Nederlands zijn beide letters een hoofdletter.`,
    why: 'De IJ is in het Nederlands één letter.',
    fix: `Schrijf '${suggestion}'.`,
  }),
  'typography/space-before': ({ found, mark }) => ({
    title: `Tussen${quoted(found)} en de ${mark === ',' ? 'komma' : 'punt'} staat een spatie.`,
    why: 'Vaak is daar een woord weggevallen.',
    fix: 'Vul in wat ontbreekt. Ontbreekt er niets? Haal dan de spatie weg.',
  }),
  'typography/double-mark': ({ found, marks }) => ({
    title: `Er staan twee leestekens naast elkaar:${quoted(found)}.`,
    why: 'Bij het voorlezen en het lezen hapert de zin hier.',
    fix: `Haal een van de twee weg: '${String(marks).split('').join("' of '")}'.`,
  }),
} satisfies Partial<ProblemTexts>
