import { item, march } from './march.ts'
import type { Look, Situations } from './situation.ts'

/** What the words of an item say: about people, facts and spelling, and how easily they read. */
export const ofTexts = {
  'personal-data/citizen-number': {
    good: item('Zaak 123456789, € 123.456.782 en NL123456782B01.'),
    bad: item('Zijn nummer is 1234.56.782.'),
  },
  'personal-data/bank-account': {
    good: item('Btw-nummer NL123456782B01 en zaak NL12 ABCD 3456.'),
    bad: item('Rekening NL91 ABNA 0417 1643 00.'),
  },
  'personal-data/number-plate': {
    good: item('Zaak RO-22-08 en de A-12-route.'),
    bad: item('Hij reed weg met 16-RSL-9.'),
  },
  'personal-data/telephone': {
    good: item('Bel [06 12 34 56 78](tel:+31612345678), 0900-8844 of 088 123 45 67.'),
    bad: item('Bel 06 12 34 56 78.'),
  },
  'personal-data/address': {
    good: item('Locatie: Coolsingel 40, 3011 AD Rotterdam.'),
    bad: item('Zij woont op Dorpsstraat 12a, 3011 AB Rotterdam.'),
  },
  'personal-data/named-offence': {
    good: item('Burgemeester Jan Jansen sprak over daders. Pieter de Boer leidde de avond.'),
    bad: item('De politie heeft Mohammed B. aangehouden.'),
  },
  'content/example-left': {
    good: item('Dit is de titel van dit blad, met de titel erop. Mail naar info@var.nl.'),
    bad: [
      item('Lees het verslag van de Zonnedag.'),
      item('[Lees meer over de regio](https://organisatie.nl/nieuws).'),
      item('Mail naar info@organisatie.nl.'),
    ],
  },
  'fact/event-date': {
    good: item('Het Leerhuis over statelijke dreigingen is op 17 april.'),
    // And what line 127 of the report says of it, as the agenda tells.
    bad: [item('Het Leerhuis over statelijke dreigingen is op 3 april.'), march()],
  },
  'fact/weekday': { good: item('Donderdag 23 maart 2023.'), bad: item('Vrijdag 23 maart 2023.') },
  'fact/date-impossible': {
    good: item('29 februari, 29 februari 2024, 31 december en 30-06-2023.'),
    bad: item('Kom op donderdag 30 februari 2023.'),
  },
  'fact/table-total': {
    good: total(396_181),
    bad: [total(396_101), total(396_180)],
  },
  'fact/municipality': {
    good: item('Alblasserdam en Hendrik-Ido-Ambacht doen mee.'),
    bad: item('Alblasterdam doet mee.'),
  },
  'fact/term': { good: item('Statelijke dreigingen.'), bad: item('Statische dreigingen.') },
  'fact/tense-year': {
    good: item('Het platform heeft in 2022 vijf colleges georganiseerd, en zal in 2024 meer doen.'),
    bad: item('Het platform heeft in 2024 vijf colleges georganiseerd.'),
  },
  'fact/number-format': {
    good: item('| Post | € |\n|---|---|\n| Een | 108.010 |\n| Twee | 207.144 |'),
    bad: item('| Post | € |\n|---|---|\n| Een | 108.010 |\n| Twee | 207,144 |'),
  },
  'fact/event-title': {
    good: item(
      "In september 2022 was er een Leerhuis 'Zorg en dwang'. En een webinar 'Cyber' op 8 september 2022.",
    ),
    bad: item(
      "In september 2022 was er een Leerhuis 'Verward gedrag'. Een Leerhuis in het teken van de Wet Zorg en Dwang (8 september 2022).",
    ),
  },
  'fact/role-vacant': {
    good: item(
      'De vicevoorzitter en de voormalig voorzitter van de VAR, en de voorzitter van het RIEC.',
    ),
    bad: item('De dag begint met de voorzitter van de VAR.'),
  },
  'content/section-empty': {
    good: item('## Kop\n\n### Onderkop\n\nTekst.'),
    bad: item('## Kop\n\nTekst.\n\n## App-downloads per gemeente'),
  },
  'content/relative-date': {
    good: item('In 2022, en morgenmiddag in deze editie.'),
    bad: item('Vorig jaar waren er negen.'),
  },
  'content/emoji-bullet': {
    good: item('- Een ✅\n- Twee\n\n– Tot slot: dit.'),
    bad: item('✅ Een\n✅ Twee'),
  },
  'typography/time': {
    good: item('Van 9.30 uur tot 12.00 uur, beeld 16:9, regel 8.10 en € 9.30.'),
    bad: item('Inloop vanaf 09:30.'),
  },
  'readability/sentence': { good: item(sentence(25)), bad: item(sentence(26)) },
  'readability/sentence-run': {
    good: item(`${sentence(21)} ${sentence(21)} ${sentence(21)} ${sentence(20)}`),
    bad: item(`${sentence(21)} ${sentence(21)} ${sentence(21)} ${sentence(21)}`),
  },
  'readability/abbreviation': {
    good: item(
      'TODO: [NAAM INVULLEN] van het team. Het Privacy Platform Eenheid Rotterdam (PPER) en de VAR. Het PPER doet mee.',
    ),
    bad: item('Het PPER doet mee.'),
  },
  'readability/paragraph': { good: item('woord '.repeat(66)), bad: item('woord '.repeat(67)) },
  'readability/subheading': {
    good: item(`${'Een woord. '.repeat(75)}\n\n## Kop\n\n${'Een woord. '.repeat(75)}`),
    bad: item(`${'Een woord. '.repeat(75)}\n\nMeer.`),
  },
  'readability/jargon': { good: item('Over de regio.'), bad: item('Met betrekking tot de regio.') },
  'spelling/unknown': {
    good: [
      item('De veiligheidspartners bespreken ondermijning, volgens Astrid de Jong.'),
      item('Beste {{contact.firstname}}, <font face="tahoma">lees</font> dit.'),
      item('Lorem ipsum dolor sit amet.'),
    ],
    bad: [item('De aanpak van ondermijnning.'), item('Het tweearig plan.')],
  },
  'typography/double-mark': {
    good: item('Denk aan camera’s, sloten, enz., en meld het bijv., o.a., aan ons (bel gerust).'),
    bad: [item('Beste lezer.,'), item('Wij sturen het plan;.'), item('Komt u ook?, dan graag.')],
  },
  'typography/ij': { good: item('In IJsselmonde.'), bad: item('In Ijsselmonde.') },
} satisfies Situations

/** Of so many words. */
function sentence(words: number): string {
  return `${'Woord'.padEnd(5 + (words - 1) * 6, ' woord')}.`
}

/** The budget of March, with this as the total that its source names. */
function total(value: number): Look {
  return march((input) => ({
    ...input,
    issue: {
      ...input.issue,
      figureData: input.issue.figureData.map((figure) =>
        figure.totalInSource === undefined
          ? figure
          : { ...figure, totalInSource: { ...figure.totalInSource, value } },
      ),
    },
  }))
}
