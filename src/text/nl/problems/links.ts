import { quoted, type ProblemTexts } from '../../problem-text.ts'
import { shownExamples } from '../../shown-examples.ts'

const shown = shownExamples.nl

/** The words and the addresses of links, as authors wrote them. */
export const links = {
  'content/link-text-empty': ({ found, where }) => ({
    title: `Deze link heeft geen woorden${found === undefined || found === '' ? '' : `, alleen${quoted(found)}`}.`,
    why: 'Een voorleesprogramma heeft niets om voor te lezen.',
    fix: `Schrijf ${wordsOfLink(where)} wat de lezer daar vindt.`,
  }),
  'content/link-text-generic': ({ found, where }) => ({
    title: `De woorden van de link,${quoted(found)}, zeggen niet waar hij heen gaat.`,
    why: 'Wie de links laat voorlezen, hoort alleen deze woorden.',
    fix: `Schrijf ${wordsOfLink(where)} wat de lezer daar vindt, bijvoorbeeld '${shown.linkText}'.`,
  }),
  'content/link-text-ambiguous': ({ found }) => ({
    title: `De woorden${quoted(found)} staan meer dan eens in een link, met verschillende adressen.`,
    why: 'Lezers kunnen niet kiezen tussen twee links die gelijk heten.',
    fix: 'Geef elke link een eigen tekst.',
  }),
  'content/link-text-misleading': ({ found, target, where }) => ({
    title: `De woorden van de link noemen${quoted(found)}, maar de link gaat naar${quoted(target) || ' een ander adres'}.`,
    why: 'Dat lijkt op oplichting. Mailprogramma’s waarschuwen ervoor.',
    fix: `Schrijf ${wordsOfLink(where)} wat de lezer daar vindt, zonder webadres.`,
  }),
  'link/target-empty': ({ found, text, where }) => ({
    title: `De link${quoted(text)} gaat nergens heen.${found === '' ? ' Er staat geen adres.' : ` Als adres staat er${quoted(found)}.`}`,
    why: 'Wie erop klikt, komt nergens uit.',
    fix:
      where === 'field'
        ? "Vul achter 'url:' het webadres in. Of haal de link weg."
        : 'Vul tussen de ronde haken het webadres in. Of maak er gewone tekst van: zonder haken.',
  }),
  'link/unfinished': ({ found, reason, kind }) => ({
    title:
      kind === 'picture'
        ? `Achter de beschrijving${quoted(found)} is de naam van de afbeelding niet af.`
        : reason === 'gap'
          ? `Tussen${quoted(found)} en het adres staat een spatie.`
          : reason === 'telephone'
            ? `In het telefoonnummer achter${quoted(found)} staan spaties.`
            : reason === 'address'
              ? `Het adres achter${quoted(found)} is niet af.`
              : `Om${quoted(found)} staan rechte haken, maar er volgt geen adres.`,
    why:
      kind === 'picture'
        ? 'Lezers zien de haken, en geen afbeelding.'
        : 'Lezers zien de haken, en geen link.',
    fix:
      kind === 'picture'
        ? 'Zet de bestandsnaam er tussen ronde haken achter, zonder spaties. Of haal de beschrijving en haar haken weg.'
        : reason === 'gap'
          ? 'Haal de spatie weg: achter ] komt meteen (.'
          : reason === 'telephone'
            ? 'Haal de spaties achter tel: weg.'
            : reason === 'address'
              ? 'Schrijf het adres zonder spaties, en sluit af met een rond haakje.'
              : 'Zet het adres er tussen ronde haken achter, zonder spatie. Of haal de rechte haken weg.',
  }),
  'link/bare': ({ found, suggestion }) => ({
    title: `Dit adres is geen link:${quoted(found)}.`,
    why: 'In de mail kunnen lezers er niet op drukken.',
    fix: `Schrijf ${suggestion}. Nog beter zijn woorden die zeggen wat de lezer daar vindt.`,
  }),
  'link/scheme-forbidden': ({ found, suggestion }) => ({
    title: `Deze link begint anders dan een webadres:${quoted(found)}.`,
    why: 'Alleen https, http, mailto en tel werken veilig in een mail.',
    fix:
      suggestion === undefined
        ? 'Gebruik een adres dat met https:// begint.'
        : `Bedoelt u '${suggestion}'? Schrijf dat dan helemaal uit.`,
  }),
  'link/host-forbidden': ({ found, reason, suggestion }) => ({
    title: `Lezers kunnen dit adres niet bereiken of vertrouwen:${quoted(found)}.`,
    why: unreachable[String(reason)] ?? 'Het is geen openbaar adres van een website.',
    fix:
      suggestion === undefined
        ? (unfinished(String(found)) ?? 'Gebruik het openbare adres van de pagina.')
        : `Bedoelt u '${suggestion}'? Schrijf dat dan helemaal uit.`,
  }),
  'link/insecure': ({ found }) => ({
    title: `Deze link is niet beveiligd:${quoted(found)}.`,
    why: 'Met http kan iemand onderweg meelezen of de pagina veranderen.',
    fix: 'Probeer of het adres ook met https:// werkt en gebruik dat.',
  }),
  'link/shortener': ({ found }) => ({
    title: `Dit is een verkorte link:${quoted(found)}.`,
    why: 'Lezers zien niet waar de link heen gaat. Spamfilters wantrouwen zulke links.',
    fix: 'Gebruik het volledige adres van de pagina.',
  }),
  'link/front-page': ({ found }) => ({
    title: `Deze link gaat naar de startpagina van een website:${quoted(found)}.`,
    why: 'Lezers moeten daar zelf verder zoeken.',
    fix: 'Link naar de pagina over dit onderwerp, als die er is.',
  }),
} satisfies Partial<ProblemTexts>

/** Where the words of a link are typed: in a text, or among the details above it. */
function wordsOfLink(where: string | number | undefined): string {
  return where === 'field' ? "achter 'text:'" : 'tussen de rechte haken'
}

/** What is to follow `tel:` and `mailto:`. */
function unfinished(address: string): string | undefined {
  if (/^tel:/i.test(address))
    return 'Schrijf achter tel: het hele nummer, in cijfers en zonder spaties.'
  return /^mailto:/i.test(address) ? 'Schrijf achter mailto: het hele e-mailadres.' : undefined
}

/** By the reasons of `content/link.ts`. */
const unreachable: Record<string, string> = {
  'no-scheme': 'Aan het begin ontbreekt https:. In een mail werkt dat niet.',
  credentials: 'Er staat een naam of wachtwoord in het adres. Dat komt bij elke lezer terecht.',
  'ip-address': 'Het is een getal en geen naam. Mailprogramma’s zien dat als oplichting.',
  local: 'Het is een adres binnen een eigen netwerk. Lezers komen daar niet.',
  unreadable: 'Er staat een teken in dat niet in een adres past, of er ontbreekt iets.',
}
