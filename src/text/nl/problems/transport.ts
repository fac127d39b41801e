import type { ProblemTexts } from '../../problem-text.ts'

/** The way out: outbox, mail server, mail service. */
export const transport = {
  'transport/outbox': ({ folder }) => ({
    title: `Rondbrief kan niet schrijven in de map ${folder}.`,
    why: 'Daar komen de mails te staan.',
    fix: 'Controleer of u in die map mag schrijven.',
  }),
  'transport/key-missing': ({ variable }) => ({
    title: `Het geheim ${variable} ontbreekt.`,
    why: 'Zonder dit geheim laat de mailserver Rondbrief niet toe.',
    fix: 'Vraag uw beheerder om het in te stellen. Schrijf het nooit in een bestand van de nieuwsbrief.',
  }),
  'transport/unreachable': ({ host }) => ({
    title: `De mailserver ${host} is niet te bereiken.`,
    why: 'Zolang dat zo is, kan er niets worden verstuurd.',
    fix: 'Controleer de verbinding met internet en de naam van de mailserver in rondbrief.yaml.',
  }),
  'transport/login-refused': ({ host }) => ({
    title: `De mailserver ${host} weigert de aanmelding.`,
    why: 'Naam, wachtwoord of sleutel is niet goed, of het account mag niet versturen.',
    fix: 'Controleer de naam in rondbrief.yaml. Vraag uw beheerder of het geheim klopt.',
  }),
  'transport/disk-space': ({ free, needed }) => ({
    title: `Er is te weinig ruimte op de schijf: ${free} MB vrij, ${needed} MB nodig.`,
    why: 'Bij een volle schijf kan Rondbrief niet bijhouden wie de mail kreeg.',
    fix: 'Maak ruimte vrij en probeer het opnieuw.',
  }),
} satisfies Partial<ProblemTexts>
