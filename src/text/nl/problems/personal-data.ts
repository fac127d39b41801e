import { quoted, telephoneLink, type ProblemTexts } from '../../problem-text.ts'

/** What looks like the data of one person. `found` is masked: enough to find it, too little to use. */
export const personalData = {
  'personal-data/citizen-number': ({ found }) => ({
    title: `Hier staat een getal dat op een burgerservicenummer lijkt:${quoted(found)}.`,
    why: 'Een burgerservicenummer in een nieuwsbrief is een datalek.',
    fix: `Haal het weg. ${otherwise}`,
  }),
  'personal-data/bank-account': ({ found }) => ({
    title: `Hier staat iets dat op een bankrekeningnummer lijkt:${quoted(found)}.`,
    why: 'Met een rekeningnummer kan iemand worden opgelicht.',
    fix: `Haal het weg. Is het van een organisatie? Geef dan een reden.`,
  }),
  'personal-data/number-plate': ({ found }) => ({
    title: `Hier staat iets dat op een kenteken lijkt:${quoted(found)}.`,
    why: 'Een kenteken leidt naar een persoon.',
    fix: `Haal het weg. ${otherwise}`,
  }),
  'personal-data/telephone': ({ found }) => ({
    title: `Hier staat een telefoonnummer:${quoted(found)}.`,
    why: 'Een nummer van een persoon hoort niet in een nieuwsbrief.',
    fix: `Is het van een persoon? Haal het weg. Mag iedereen het bellen? Maak er een link van, met alle cijfers: ${telephoneLink(found)}.`,
  }),
  'personal-data/address': ({ found }) => ({
    title: `Hier staat een adres dat van een woning kan zijn:${quoted(found)}.`,
    why: 'Een woonadres hoort niet in een nieuwsbrief.',
    fix: "Haal het weg. Is het een plaats waar lezers heen gaan? Zet er dan 'Locatie:' voor, of geef een reden.",
  }),
  'personal-data/named-offence': ({ found }) => ({
    title: `In deze zin staat een naam bij een strafbaar feit:${quoted(found)}.`,
    why: 'Gegevens over straf en verdenking van een persoon zijn extra beschermd.',
    fix: `Haal de naam weg. Heeft de naam er niets mee te maken? Geef dan een reden.`,
  }),
} satisfies Partial<ProblemTexts>

const otherwise = 'Is het iets anders? Geef dan een reden.'
