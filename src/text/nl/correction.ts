/** Corrigeren: wat `dispatch … correction` zegt en in het bestand van een correctie zet. */
export const correction = {
  suffix: 'correctie',
  titleOf: (title: string) => `Correctie: ${title}`,
  preheader: (title: string) => `In ‘${title}’ stond een fout. Hier leest u hoe het wel is.`,
  comments: {
    head: [
      'Een correctie. Schrijf onder de streepjes wat er fout was en hoe het wel is.',
      'Zij gaat naar wie de fout kreeg, en naar niemand anders.',
    ],
    subject: ['Het onderwerp: zeg waar het over gaat, dan weet de lezer of het hem raakt.'],
    corrects: ['De editie met de fout. Zet hier geen doelgroepen bij.'],
  },
  made: (id: string, file: string) => `Correctie ${id} is gemaakt: ${file}`,
  readers: (count: string, n: number) =>
    n === 1
      ? 'Zij is voor 1 lezer die de fout kreeg.'
      : `Zij is voor ${count} lezers die de fout kregen.`,
  next: (command: string) =>
    `schrijf in dat bestand wat er fout was en hoe het wel is. Kijk daarna met ${command} wie haar krijgt.`,
  failed: (reason: string) => `De correctie kon niet worden gemaakt (${reason}).`,
  failedWhatNow: 'kijk of u mag schrijven in de map newsletters en of er ruimte is op de schijf.',
  chooseVersion: 'Er zijn meer versies van de mail. Kies zo nodig een:',
  version: (hash: string, count: string, n: number, subject: string) =>
    `  ${hash}  ${n === 1 ? '1 lezer' : `${count} lezers`}  ${subject}`,
}
