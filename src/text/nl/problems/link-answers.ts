import { quoted, type ProblemTexts } from '../../problem-text.ts'

const unsure: Record<string, string> = {
  refused: 'de site weigert programma’s',
  'no-answer': 'de site antwoordt niet',
  'server-error': 'de site geeft een storing',
  certificate: 'de beveiliging van de site klopt niet',
  private: 'het adres ligt in een eigen netwerk',
  redirects: 'de site verwijst te vaak door',
  time: 'de tijd was op',
}

/** What the pages that are linked to answer. */
export const linkAnswers = {
  'link/dead': ({ found, reason }) => ({
    title: `Deze link werkt niet (${reason === 'no-host' ? 'de site bestaat niet' : 'pagina niet gevonden'}):${quoted(found)}.`,
    why: 'Een lezer komt op een foutpagina uit.',
    fix: 'Zoek het nieuwe adres, of vraag het na bij wie de tekst schreef.',
  }),
  'link/unsure': ({ found, reason }) => ({
    title: `We konden deze link niet controleren (${unsure[String(reason)]}):${quoted(found)}.`,
    why: 'Misschien werkt de link, misschien niet.',
    fix: 'Open de link zelf. Werkt hij? Dan hoeft u niets te doen.',
  }),
} satisfies Partial<ProblemTexts>
