import { problem, type Problem } from '../../problem.ts'
import { typesetFigure } from '../../render/figure-view.ts'
import type { CheckInput } from '../check-input.ts'
import { visibleText } from '../visible-text.ts'

/** Every chart says in words what it shows, and every number in it can be read in a table. */
export function checkChartData({ mails, issue }: CheckInput): Problem[] {
  return mails.flatMap(({ document, rendered }) => {
    const headers = new Set(
      document('th[scope="row"]')
        .toArray()
        .map((header) => visibleText(document, header)),
    )
    return issue.figureData.flatMap((figure) => {
      const chart = rendered.images.find(({ fileName }) => fileName === `chart-${figure.id}.png`)
      if (chart === undefined) return []
      const pictures = document(`img[src="cid:${chart.cid}"]`).toArray()
      const isNamed = pictures.every((picture) => document(picture).attr('alt')?.trim())
      const labels = typesetFigure(figure).rows.map(({ label }) =>
        label.replaceAll(/\s+/g, ' ').trim(),
      )
      const missing = labels.find((label) => !headers.has(label))
      if (pictures.length === 0 || (isNamed && missing === undefined)) return []
      const found = missing ?? figure.title
      return [problem('image/chart-data', { found }, { file: figure.file })]
    })
  })
}
