import { html } from 'hono/html'
import { issueFile } from '../../issue/list-issues.ts'
import { itemName, type Contribution } from '../../content/contribution.ts'
import { blocks, type Problem } from '../../problem.ts'
import { formatList, formatNumber } from '../../render/format.ts'
import type { Text } from '../../text/text.ts'
import type { Countdown } from '../countdown-view.ts'
import { none, type Html } from '../html.ts'
import type { IssueSummary } from '../issue-summary.ts'
import { page } from '../layout.ts'
import { nextStepPanel, stateTag } from '../next-step.ts'
import { noticePanel, noticeQuery } from '../notice-panel.ts'
import type { ShownNotice } from '../notices.ts'
import type { ProblemActions } from '../problem-actions.ts'
import type { Left } from '../problems-left.ts'
import { icon, problemCounts, problemList, shortFile, sourceHref } from '../problem-list.ts'
import type { RequestedView } from '../requested-view.ts'
import { canOpen } from '../source-file.ts'
import { countdownPanel, countdownPoller } from './countdown.ts'
import { issueAgenda } from './issue-agenda.ts'
import { newItemFold } from './new-item.ts'
import type { UnreadItem } from '../unread-items.ts'
import { requestedChecks } from './requested.ts'
import { sendingMoment } from './sending-moment.ts'

export type IssueScreen = {
  summary: IssueSummary
  /** Partners of the configuration, in the order of the mail. */
  partners: { id: string; name: string; short: string; colour: string }[]
  segments: SegmentCount[]
  /** Distinct people over all segments of the issue. */
  recipients: number | undefined
  unread: readonly UnreadItem[]
  /** There is an agenda to open. */
  hasAgenda: boolean
  countdown: Countdown | undefined
  /** Of whoever sits here, as they gave it before. */
  name: string
  now: number
  transport: 'file' | 'smtp' | 'sendgrid'
  /** False when this run was asked not to send by itself. */
  sends: boolean
  zone: string
  version: number
  /** What came of the last press on a button. */
  notice: ShownNotice | undefined
  actions: ProblemActions
  left: Left
  requested: RequestedView
  text: Text
}
export type SegmentCount = {
  id: string
  title: string
  count: number | undefined
  file?: string
  line?: number
}

export function issuePage(screen: IssueScreen): Html {
  const { summary, text, zone } = screen
  const t = text.screens.issue
  const { issueId } = summary
  return page({
    title: summary.title,
    text,
    current: 'overview',
    issue: { id: issueId, title: summary.title, tab: 'issue' },
    live: { issueId, version: screen.version },
    body: html`<div
      id="live"
      hx-get="/issues/${encodeURIComponent(issueId)}${noticeQuery(screen.notice)}"
      hx-trigger="saved from:body"
      hx-select="#live"
      hx-swap="outerMorph"
    >
      <div class="title-row">
        <h1>${summary.title}</h1>
        ${stateTag(summary.state, text)}
      </div>
      ${countdownPanel(screen.countdown, screen)}
      ${countdownPoller(`/issues/${encodeURIComponent(issueId)}`, {
        counting: screen.countdown !== undefined,
        dueAt: summary.dispatch === undefined ? summary.dueAt : undefined,
        now: screen.now,
      })}
      ${nextStepPanel(summary.next, issueId, zone, text)}
      <section aria-labelledby="tasks-title">
        <h2 id="tasks-title">${t.tasks}</h2>
        ${taskList(screen)}
      </section>
      ${problems(screen)} ${requestedChecks(screen)} ${contributions(screen)}
      ${issueAgenda(screen, toldInAgenda(screen) ? told(screen) : none)} ${figures(screen)}
      ${audience(screen)}
    </div>`,
  })
}

function taskList(screen: IssueScreen): Html {
  const { summary, text, zone } = screen
  const t = text.screens.issue
  const at = `/issues/${encodeURIComponent(summary.issueId)}`
  const { issue } = summary
  const head = sourceHref(summary.issueId, issueHead(summary))
  const blocking = summary.problems.filter(blocks).length
  const moment = sendingMoment(summary, zone, text)
  const done = (words: string) => html`<span class="tag good">${icon('good')} ${words}</span>`
  const todo = (words: string) => html`<span class="tag warns">${icon('warns')} ${words}</span>`
  const waits = (words: string) => html`<span class="tag plain">${icon('wait')} ${words}</span>`
  const task = (href: string, label: string, hint: string, status: Html) =>
    html`<li class="row">
      <div class="row-title">
        <a href="${href}">${label}</a>
        ${hint ? html`<p class="quiet">${hint}</p>` : none}
      </div>
      <span class="row-tags">${status}</span>
    </li>`
  return html`<ul class="rows tasks">
    ${task(
      '#contributions',
      t.task.contributions,
      [
        summary.absent.length > 0
          ? t.task.absent(formatList(summary.absent, text), summary.absent.length)
          : '',
        summary.unreadable.length > 0 ? t.task.unreadable(summary.unreadable.length) : '',
      ]
        .filter(Boolean)
        .join(' '),
      summary.absent.length + summary.unreadable.length > 0
        ? todo(t.task.incomplete)
        : done(text.screens.overview.contributionCount(summary.items, summary.partners)),
    )}
    ${task(
      head,
      t.task.head,
      issue?.subject ?? '',
      isHeadReady(summary) ? done(t.task.ready) : todo(t.task.incomplete),
    )}
    ${task(`${at}/preview`, t.task.preview, '', waits(t.task.look))}
    ${task('#problems', t.task.problems, '', problemCounts(summary.problems, text))}
    ${task(
      summary.sending ? `${at}/dispatch` : `${at}/schedule`,
      t.task.moment,
      moment ?? '',
      moment === undefined
        ? waits(t.task.notChosen)
        : summary.planned?.isChanged
          ? stateTag(summary.state, text)
          : done(summary.sending ? t.task.ready : t.task.chosen),
    )}
    ${task(
      `${at}/dispatch`,
      t.task.dispatch,
      blocking > 0 && summary.dispatch === undefined ? t.task.blocked(blocking) : '',
      summary.dispatch === undefined
        ? waits(blocking > 0 ? t.task.cannotYet : t.task.notYet)
        : stateTag(summary.state, text),
    )}
  </ul>`
}

function isHeadReady(summary: IssueSummary): boolean {
  const { issue, problems: all } = summary
  const isBlocked = all.some((found) => blocks(found) && found.file === issueHead(summary).file)
  return !isBlocked && issue !== undefined && issue.subject !== '' && issue.intro.words > 0
}

function problems(screen: IssueScreen): Html {
  const { summary, partners, actions, left, text } = screen
  const tools = { actions, partners, back: 'issue', complete: summary.complete } as const
  const t = text.screens.problems
  return html`<section id="problems" aria-labelledby="problems-title">
    <h2 id="problems-title">${t.heading}</h2>
    ${toldInAgenda(screen) ? none : told(screen)}
    ${
      summary.problems.some(blocks)
        ? html`<p>${t.blocksSending} ${left.isPartial ? t.partial : none}</p>`
        : none
    }
    ${problemList(summary.problems, summary.issueId, text, tools)}
  </section>`
}

function told({ summary, left, notice, text }: IssueScreen): Html {
  return noticePanel(notice, { issueId: summary.issueId, back: 'issue', left }, text)
}

function toldInAgenda({ notice }: IssueScreen): boolean {
  return notice?.notice.kind === 'event'
}

function contributions({ summary, partners, unread, text }: IssueScreen): Html {
  const t = text.screens.issue
  const items = summary.issue?.items ?? []
  return html`<section id="contributions" aria-labelledby="contributions-title">
    <h2 id="contributions-title">${t.contributions}</h2>
    ${partners.map((partner) => {
      const own = items.filter((item) => item.partner === partner.id)
      const unreadable = summary.unreadable.filter((one) => one.partner === partner.id)
      return html`<div class="partner">
        <h3>
          <span class="swatch" aria-hidden="true"
            ><svg viewBox="0 0 10 10">
              <rect width="10" height="10" rx="2" fill="${partner.colour}" /></svg></span
          >${partner.short}${partner.name === partner.short ? none : html` <span class="quiet">${partner.name}</span>`}
        </h3>
        ${
          own.length + unreadable.length === 0
            ? html`<p class="quiet">${t.nothingFrom(partner.short)}</p>`
            : html`<ul class="rows">
                ${own.map((item) => contributionRow(item, summary, unread, text))}
                ${unreadable.map(({ file }) => unreadableRow(file, summary, text))}
              </ul>`
        }
        ${summary.sending === undefined ? newItemFold(summary.issueId, partner, text) : none}
      </div>`
    })}
  </section>`
}

function contributionRow(
  item: Contribution,
  summary: IssueSummary,
  unread: readonly UnreadItem[],
  text: Text,
): Html {
  const t = text.screens.issue
  const nobody = unread.find(({ file }) => file === item.file)
  const own: Problem[] = summary.problems.filter(({ file }) => file === item.file)
  const open = own.filter((found) => !found.accepted)
  return html`<li class="row">
    <div class="row-title">
      <a href="${sourceHref(summary.issueId, { file: item.file })}"
        >${item.title || itemName(item)}</a
      >
      <p class="quiet">
        ${[item.rubric, t.words(item.body.words), item.status === 'planned' ? t.plannedItem : '']
          .filter(Boolean)
          .join(
            ' · ',
          )}${item.segments.length > 0 ? ` · ${t.onlyFor(item.segments.join(', '))}` : ''}
      </p>
      ${nobody === undefined ? none : warning(t.unread(formatList(nobody.segments, text)))}
    </div>
    <span class="row-tags">${open.length > 0 ? problemCounts(own, text) : none}</span>
  </li>`
}

function unreadableRow(file: string, summary: IssueSummary, text: Text): Html {
  const { issueId } = summary
  const name = shortFile(file, issueId)
  const own = summary.problems.filter((found) => found.file === file)
  return html`<li class="row">
    <div class="row-title">
      ${canOpen(file) ? html`<a href="${sourceHref(issueId, { file })}">${name}</a>` : name}
      <p class="quiet">${text.screens.issue.unreadable}</p>
    </div>
    <span class="row-tags">${problemCounts(own, text)}</span>
  </li>`
}

function figures({ summary, text }: IssueScreen): Html {
  const t = text.screens.issue
  const found = summary.issue?.figureData ?? []
  if (found.length === 0) return none
  return html`<section aria-labelledby="figures-title">
    <h2 id="figures-title">${t.figures}</h2>
    <ul class="rows">
      ${found.map(
        (figure) =>
          html`<li class="row">
            <div class="row-title">
              <a href="${sourceHref(summary.issueId, { file: figure.file })}">${figure.title}</a>
              <p class="quiet">${t.figureRows(figure.rows.length)}</p>
            </div>
          </li>`,
      )}
    </ul>
  </section>`
}

function audience({
  segments,
  recipients,
  transport,
  sends,
  summary,
  zone,
  text,
}: IssueScreen): Html {
  const t = text.screens.issue
  const count = (value: number | undefined) =>
    value === undefined ? t.notCounted : t.people(formatNumber(value, text), value)
  return html`<section aria-labelledby="audience-title">
    <h2 id="audience-title">${t.audience}</h2>
    ${
      segments.length === 0
        ? html`<p class="quiet">${t.noSegments}</p>`
        : html`<ul class="rows">
            ${segments.map(
              ({ id, title, count: people, file, line }) =>
                html`<li class="row">
                  <div class="row-title">
                    ${
                      file === undefined
                        ? html`${title}`
                        : html`<a href="${sourceHref(summary.issueId, { file, line })}"
                            >${title}</a
                          >`
                    }
                    ${title === id ? none : html`<p class="quiet">${id}</p>`}
                    ${
                      people === 0
                        ? warning(
                            html`${t.emptySegment}
                              <span class="row-links"
                                ><a href="/subscribers/import">${text.screens.next.openImport}</a>
                                <a href="${sourceHref(summary.issueId, issueHead(summary))}"
                                  >${t.chooseSegment}</a
                                ></span
                              >`,
                          )
                        : none
                    }
                  </div>
                  <span>${count(people)}</span>
                </li>`,
            )}
          </ul>`
    }
    ${
      segments.length > 1 && recipients !== undefined
        ? html`<p>${t.together(formatNumber(recipients, text), recipients)}</p>`
        : none
    }
    <dl class="facts">
      <div>
        <dt>${t.moment}</dt>
        <dd>
          ${sendingMoment(summary, zone, text) ?? t.noMoment}
          ${summary.dueNote && !summary.sending ? html`<span class="quiet">${t.clockChange[summary.dueNote]}</span>` : none}
        </dd>
      </div>
      <div>
        <dt>${t.whoSends}</dt>
        <dd>${sends ? t.thisComputer : t.nobodySends} ${t.transports[transport]}</dd>
      </div>
    </dl>
  </section>`
}

function issueHead({ issue, issueId }: IssueSummary): { file: string } {
  return { file: issue?.file ?? issueFile(issueId) }
}

function warning(words: string | Html): Html {
  return html`<p class="row-warning">${icon('warns')} <span>${words}</span></p>`
}
