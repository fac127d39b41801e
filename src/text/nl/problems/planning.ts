import { dateIn, quoted, weekdayIn, type ProblemTexts } from '../../problem-text.ts'

/** The moment of sending, and `newsletters/series.yaml`. */
export const planning = {
  'moment/holiday': ({ found, holiday }) => ({
    title: `Het verzendmoment valt op ${holidayNames[String(holiday)] ?? 'een feestdag'}: ${day(found)}.`,
    why: 'Op een feestdag lezen weinig mensen hun werkmail.',
    fix: 'Kies een andere dag, of laat het zo.',
  }),
  'moment/weekend': ({ found }) => ({
    title: `Het verzendmoment valt in het weekend: ${day(found)}.`,
    why: 'In het weekend lezen weinig mensen hun werkmail.',
    fix: 'Kies een werkdag, of laat het zo.',
  }),
  'moment/friday-late': ({ found, time }) => ({
    title: `Het verzendmoment is op vrijdag na 15.00 uur: ${day(found)}, ${String(time).replace(/^0/, '').replace(':', '.')} uur.`,
    why: 'Veel mensen zijn dan al naar huis. Maandag staat de mail onder in het postvak.',
    fix: 'Kies een eerder tijdstip of een andere dag, of laat het zo.',
  }),
  'moment/year-end': ({ found }) => ({
    title: `Het verzendmoment valt rond de jaarwisseling: ${day(found)}.`,
    why: 'Van 24 december tot en met 3 januari zijn veel mensen vrij.',
    fix: 'Kies een dag voor kerst of na 3 januari, of laat het zo.',
  }),
  'agenda/event-past': ({ found, date, count, others, rest }) => ({
    title:
      others === undefined
        ? `${found} is op ${day(date)}: dan is deze editie nog niet weg.`
        : `${count} bijeenkomsten zijn al geweest als deze editie weggaat: ${found}, ${others}${rest === undefined ? '' : ` en nog ${rest}`}.`,
    why: 'Lezers krijgen een uitnodiging voor iets dat voorbij is.',
    fix: 'Haal weg wat voorbij is, of kies een ander moment.',
  }),
  'series/rule-missing': () => ({
    title: 'Bij deze reeks staat niet op welke dagen een editie verschijnt.',
    why: 'Zonder dagen doet de reeks niet mee.',
    fix: "Schrijf bijvoorbeeld 'day: tweede dinsdag', 'every: 6 weken', of een lijst bij 'dates'.",
  }),
  'series/two-rules': () => ({
    title: "Bij deze reeks staan 'day' en 'every' allebei. Alleen 'day' telt.",
    why: 'Een reeks kan maar één regel volgen.',
    fix: 'Haal een van de twee weg.',
  }),
  'series/duplicate': ({ found }) => ({
    title: `Er zijn twee reeksen met het id${quoted(found)}. De tweede telt niet mee.`,
    why: 'Aan het id onthoudt Rondbrief welke edities al gemaakt zijn.',
    fix: 'Geef de tweede reeks een eigen id.',
  }),
  'series/exception-unknown': ({ found, suggestion }) => ({
    title: `De uitzondering is voor ${day(found)}, maar op die dag verschijnt er niets.${suggestion === undefined ? '' : ` Bedoelde u ${day(suggestion)}?`}`,
    why: 'De uitzondering verandert nu niets.',
    fix: 'Verbeter de datum, of haal de uitzondering weg.',
  }),
  'series/same-day': ({ found }) => ({
    title: `Op ${day(found)} zouden twee edities van deze reeks verschijnen. Maar één ervan gaat door.`,
    why: 'Lezers krijgen niet graag twee nieuwsbrieven op een dag.',
    fix: "Kies bij 'to' een andere dag.",
  }),
  'series/steps': ({ found }) => ({
    title: `De stap${quoted(found)} komt eerder dan de stap ervoor.`,
    why: 'De stappen volgen op elkaar: new, remind, deliver, compose, approve. Rondbrief neemt nu dezelfde dag.',
    fix: `Vul bij${quoted(found)} minder dagen in: het zijn dagen vóór het versturen.`,
  }),
} satisfies Partial<ProblemTexts>

const holidayNames: Record<string, string> = {
  'new-year': 'nieuwjaarsdag',
  'good-friday': 'Goede Vrijdag',
  'easter-sunday': 'eerste paasdag',
  'easter-monday': 'tweede paasdag',
  'kings-day': 'Koningsdag',
  'liberation-day': 'Bevrijdingsdag',
  ascension: 'Hemelvaartsdag',
  'whit-sunday': 'eerste pinksterdag',
  'whit-monday': 'tweede pinksterdag',
  christmas: 'eerste kerstdag',
  'boxing-day': 'tweede kerstdag',
}

function day(iso: string | number | undefined): string {
  return `${weekdayIn('nl', iso)} ${dateIn('nl', iso)}`
}
