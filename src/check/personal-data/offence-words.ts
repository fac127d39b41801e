/** What somebody is, did, got or underwent: a name in such a sentence is most often theirs. */
export const status = words(
  String.raw`(?:hoofd|mede)?verdachte(?! (?:situatie|omstandig|transactie|pak|voertuig|auto|geld|mail|e-mail|bericht|link|handeling|activiteit|gedrag|signal|perso|zaken))\b`,
  'verdacht van|(?:ervan|wordt|werd|worden) verdacht|verdenking (?:tegen|richt)',
  'veroordeelde?|veroordeling|vrijgesproken|schuldig|beboet|geldboete|vervolgd|voorgeleid|vastgezet|voorarrest|hechtenis',
  'aangehouden|aanhouding|gearresteerd|arrestatie|betrapt|heterdaad|voortvluchtig',
  'opgepakt (?:voor|wegens|vanwege|op verdenking)|politie [^.;]{0,60}opgepakt',
  String.raw`(?:staat|stond|staan) (?:\S+ ){0,5}terecht|(?:zit|zat) (?:\S+ ){0,5}vast(?: (?:voor|wegens|vanwege|in|sinds|op)|$|\.)`,
  'gedetineerde?|strafblad|recidivist|(?:cel|gevangenis|taak|werk|jeugd)straf|celstraffen|jaar cel|tbs|antecedenten|enkelband|vrijlating|vrijgelaten|vastzitten|boete van',
  '(?:voor de|aan de) rechter[^.;]{0,20} verantwoorden|jaar (?:\\S+ ){0,3}eisen|rijbewijs kwijt|drank op',
  '(?:is|werd|was|bleek) (?:\\S+ ){0,4}(?:opgelicht|bestolen|beroofd|gestalkt|afgeperst|verkracht)|(?:opgelicht|bestolen|beroofd) (?:is|werd|was)',
  '(?:zit|zat|belandde|verdween) [^.;]{0,30}(?:gevangenis|cel)|gevangenis in|(?:heeft|had) (?:\\S+ ){0,3}bekend(?= (?:dat|te) |\\.)',
  '(?:kreeg|krijgt) [^.;]{0,20}(?:jaar|maanden|weken) voor|(?:jaar|maanden|weken) (?:kreeg|krijgt) voor|brand (?:ge)?sticht(?:te)?',
  '(?:huis|gebieds|contact|stadion)verbod|(?:aangifte|zaak) tegen|strafzaak|bewezen dat|medeplichtig|dader|pleger|slachtoffer',
  '(?<!(?:overleg|onderhoud|inzet|verzet|telefoontje) )gepleegd|pleegde|pleegt',
  'mishandelde|mishandeld|mishandelt|(?<!(?:de|een|het) )bedreigde|bedreigt|verduisterde?|gestolen',
  '(?<!(?:de|een|het|zijn|haar|hun|in|uit|naar|geen) )stal(?! van)|dealde|dealt|witwaste|fraudeerde|afperste',
)

/** Kinds of crime. Most sentences with one are about how to prevent it. */
const incident =
  'diefstal|diefstallen|inbraak|inbraken|overval|overvallen|steekpartij|schietpartij|mishandeling|bedreiging|moord|doodslag|verkrachting|aanranding|afpersing|brandstichting|heling|aanslag|ontucht|kindermisbruik'
const policy =
  'fraude|drugshandel|witwassen|oplichting|mensenhandel|uitbuiting|stalking|huiselijk geweld|corruptie|hennepkwekerij|drugslab|wapens|drugs|cocaïne|ondermijning'
export const incidents = words(String.raw`\p{L}{0,20}(?:${incident})`)
export const topics = words(String.raw`\p{L}{0,20}(?:${incident}|${policy})`)

/** What is said of one person with "is" or "werd". */
export const participle =
  'verdacht|aangehouden|gearresteerd|opgepakt|veroordeeld|gedetineerd|betrapt|beboet|vervolgd|vrijgesproken|voorgeleid|vastgezet|mishandeld|beroofd|neergestoken|doodgestoken|neergeschoten|doodgeschoten|vermoord|verkracht|overvallen|opgelicht|bestolen|gestalkt|bedreigd|afgeperst|uitgebuit'

function words(...alternatives: string[]): RegExp {
  return new RegExp(String.raw`(?<!\p{L})(?:${alternatives.join('|')})(?!\p{L})`, 'iu')
}
