/**
 * Passages of the customer's combined annual report 2022 and plan 2023, word for word, by the letter
 * under which they are known. People are left out. Only what a Markdown author would add is added: the bars of tables and
 * the heading of the year.
 */
export const excerpts = {
  A1: `Een onderwerp wat doorschuift van vorig jaar is een Statische Dreigingen, met o.a. sprekers van de AIVD en NCTV. Deze stond in november 2021 gepland, maar kon vanwege de toen geldende maatregelen en het onderwerp wat zich niet leende voor een onlinebijeenkomst, niet doorgaan. Op 30 mei 2022 vond de NCTV Themadag Weerbaarheid Statische Dreigingen plaats en werd het Leerhuis in de planning verschoven naar het najaar. Helaas waren de sprekers niet beschikbaar en wordt het onderwerp verschoven naar het Leerhuis op 3 april 2023.`,
  A3: `De VAR is een samenwerkingsverband van 23 gemeenten, de politie en het Openbaar Ministerie binnen de regio Rotterdam.`,
  A4: `## 2022

De regionaal portefeuillehouder wordt ondersteund in het landelijk Platform Cyberburgemeesters. Het Platform heeft in 2023 vijf digitale colleges over digitale criminaliteit voor burgemeesters georganiseerd.`,
  A5: `| Waar komt het geld vandaan? | € |
|---|---|
| Inwonerbijdrage gemeenten | 195.000 |
| Bijdrage monitoring (politie) | 4.000 |
| *Subsidies* | |
| Versterkingsgelden NCTV | 97.181 |
| Subsidie Citdeal cyberweerbaarheid | 50.000 |
| Subotaal | 346.181 |
| Restant budget 2022 | 50.000 |
| Budget 2023 | 396.181 |
| *Waar wordt het geld aan uitgegeven?* | |
| Personeel | 175.000 |
| Monitoring | 25.000 |
| Kennisbijeenkomsten | 40.000 |
| Netwerken/regionale thema's | 136.181 |
| Communicatie / kennisbank | 20.000 |
| Totaal | 396.101 |`,
  A6: `| Waar kwam het geld vandaan? | € |
|---|---|
| Inwonerbijdrage gemeenten | 108.010 |
| Restant budget | 207,144 |
| Budget 2022 | 315.154 |`,
  A7: `| Inkomsten | 2020 | 2021 | 2022 | 2023 | Totaal |
|---|---|---|---|---|---|
| Gemeentelijke bijdrage | 100.000 | 100.000 | 100.000 |
| Cofinanciering Rijk | 200.000 | 67.000 | 33.000 |
| | 100.000 | 300.000 | 167.000 | 33.000 | 600.000 |
| Uitgaven | 43.000 | 80.000 | 240.000 | 237.000 | 600.000 |`,
  A8: `De gemeenten Alblasterdam, Hendrik Ido Ambacht, Goeree- Overflakkee en Hardinxveld- Giessendam.`,
  A9: `## DEELNEMERS PER GEMEENTE

Rotterdam 25.245

## APP DOWNLOADS PER GEMEENTE`,
  A10: `Via nieuwsbrief, [website](#) en persoonlijke uitnodigingen houden we u daarvan op de hoogte. [▶](https://veiligheidsalliantie.nl)`,
  A11: `Het Regionaal VeiligheidsOverleg (RVO) heeft een nieuwe portefeuilledverdeling vastgesteld.

Zoals het Juridisch Platform Ondernijning. Knelpunten binnen de aanpak ondernijning.

Het maatwerkeraanbod voor gemeenten is doorgeschoven naar 2023.

Met de nieuwe portefeuillevverdeling is deze portefeuille verbreed.

Het tweearig landelijke actieplan.

De thema's Radicalisering, Polarisation en Online aangejaagde ordeverstoring.

Subsidie Citdeal cyberweerbaarheid. Subotaal.`,
  A12: `Alle gemeenten in de regio zijn sinds 2022 aangesloten op zorgcoördinatie en het meldpunt van het Expertisecentrum Seksualiteit Sekswork en Mensenhandel (ESSM).`,
  A13: `De gemeente Rotterdam heeft het initiatief genomen om te komen tot een dergelijk document en betreft de regio daar via het PPER actief bij.`,
  A14: `Leerhuis in het teken van de Wet Zorg en Dwang (8 september 2022). De WZD richt zich op onvrijwillige zorg.

En in september 2022 is er een Leerhuis georganiseerd 'Personen met verward gedrag'.`,
  A15: `Ook binnen het bestuur van de VAR heeft een wisseling plaatsgevonden. Op het moment van schrijven van het jaarverslag en jaarplan is de vacature van voorzitter nog vacant.

Vicevoorzitter VeiligheidsAlliantie`,
  'clean totals 2022': `| Waar kwam het geld vandaan? | € |
|---|---|
| Inwonerbijdrage gemeenten | 193.400 |
| Bijdrage monitoring (politie/gemeenten) | 80.000 |
| *Subsidies* | |
| Versterkingsgelden NCTV | 33.700 |
| Subsidie City Deal | 25.000 |
| Subtotaal | 332.100 |
| Restant budget 2021 | 50.000 |
| Budget 2022 | 382.100 |
| *Waar is het geld aan uitgegeven?* | |
| Personeel | 164.000 |
| Monitoring | 90.000 |
| Kennisbijeenkomsten | 40.000 |
| Netwerken/regionale thema's | 30.000 |
| Communicatie / kennisbank | 8.100 |
| Subtotaal | 332.100 |
| Doorlopende activiteiten 2023 | 50.000 |
| Totaal | 382.100 |`,
  'clean totals Burgernet': `| Waar is het geld aan uitgegeven? | € |
|---|---|
| Personeel | 60.000 |
| Relatiebeheer/(online) werving/evenementen | 50.154 |
| Subtotaal | 110.154 |
| Restant budget 2022 | 205.000 |
| Totaal | 315.154 |`,
  'clean totals Burgernet 2023': `| Waar wordt het geld aan uitgegeven? | € |
|---|---|
| Personeel | 70.000 |
| Relatiebeheer/(online) werving/evenementen | 75.000 |
| p.m. | 60.000 |
| Totaal | 205.000 |`,
}
