import { didYouMean } from './did-you-mean.ts'

/**
 * The known field that somebody meant by a name of their own: the Dutch word for it, another English
 * one, or the name with a slip in it. Undefined when none is plainly meant.
 */
export function fieldMeant(typed: string, known: readonly string[]): string | undefined {
  const word = typed.toLowerCase().replaceAll(/[\s_-]+/g, '')
  const said = Object.entries(otherNames).find(
    ([name, words]) => known.includes(name) && words.split(' ').includes(word),
  )
  return said?.[0] ?? didYouMean(typed, known)
}

/** By field, what people call it instead. A word may stand for one field in one file and another elsewhere. */
const otherNames: Record<string, string> = {
  subject: 'onderwerp onderwerpregel mailonderwerp betreft subjectregel',
  // After subject: where there is none, what a text is about is its title.
  title: 'titel kop naam onderwerp headline heading name',
  preheader: 'samenvatting voorbeeldregel voorvertoning preview ondertitel summary',
  rubric: 'rubriek soort categorie category',
  theme: 'thema topic',
  weight: 'gewicht volgorde positie',
  order: 'volgorde berichten',
  segments: 'doelgroep doelgroepen segment ontvangers voor audience',
  link: 'knop lees leesmeer button',
  url: 'adres webadres link website href address',
  text: 'tekst linktekst woorden label title titel naam knoptekst',
  image: 'afbeelding foto plaatje beeld picture photo img',
  src: 'bestand bestandsnaam bron naam foto afbeelding file filename source',
  alt: 'beschrijving omschrijving alttekst bijschrift description',
  decorative: 'decoratief versiering',
  source_lines: 'bronregels bronregel sourcelines',
  status: 'stand toestand',
  signed_by: 'ondertekend ondertekening ondertekenaars signed',
  agenda: 'bijeenkomsten evenementen events',
  figures: 'cijfers tabellen grafieken',
  action: 'actie oproep',
  deadline: 'inleverdatum inleveren inleverdag',
  send_at: 'verzenden verzenddatum verzendmoment versturen datum sendat',
  accepted: 'geaccepteerd akkoord',
  reason: 'reden',
  date: 'datum dag day',
  start: 'begin begintijd aanvang starttijd',
  end: 'eind einde eindtijd',
  place: 'plaats locatie location',
}
