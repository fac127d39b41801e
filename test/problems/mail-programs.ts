import { added, march, replaced } from './march.ts'
import type { Situations } from './situation.ts'

/** The mail as mail programs treat it: Outlook, dark mode, what they leave out and what they ask. */
export const ofMailPrograms = {
  'mail/mso-balance': {
    good: [
      march(),
      added(mso('<table><tr><td>') + '<p>x</p>' + mso('</td></tr></table>', 'mso | IE')),
      added('<!--[if !mso]><!--><div>x</div><!--<![endif]-->'),
    ],
    bad: [
      added(mso('<table><tr><td>')),
      added(mso('</td></tr></table>')),
      added('<!--[if mso]><p>x</p>'),
      added('<![endif]-->'),
      added('<!--[if mso]><!--[if mso]><![endif]-->'),
      added('<div>'),
    ],
  },
  'mail/vml': {
    good: [added(mso('<v:rect alt="De haven bij avond"><v:fill src="cid:x"/></v:rect>'))],
    bad: [
      added(mso('<v:rect><v:fill src="cid:x"/></v:rect>')),
      added(
        mso('<v:rect alt="Haven"><v:textbox><a href="https://var.nl">x</a></v:textbox></v:rect>'),
      ),
      added(mso('<v:rect alt="Haven"><v:textbox><h2>x</h2></v:textbox></v:rect>')),
    ],
  },
  'mail/css-support': {
    good: [
      march(),
      added('<p style="display:flex">x</p>', { mailClients: ['thunderbird'] }),
      added('<p style="background:url(https-display:flex)">x</p>'),
    ],
    bad: [
      added('<p style="display:flex">x</p>'),
      added('<style>.x{gap:4px}</style>'),
      added('<p style="width:calc(100% - 4px)">x</p>'),
      added('<p style="width:50vw">x</p>'),
      added('<style>p::before{color:red}</style>'),
    ],
  },
  'mail/remote-font': {
    good: [march(), added('<style>@font-face{font-family:x;src:local("Arial")}</style>')],
    bad: [
      added('<style>@import url(https://fonts.example.org/a.css);</style>'),
      added('<style>@font-face{font-family:x;src:url(https://fonts.example.org/a.woff2)}</style>'),
    ],
  },
  'mail/tracking': {
    good: [march(), added('<img src="cid:a@b" alt=""><a href="https://var.nl/a.gif">x</a>')],
    bad: [
      added('<img src="https://teller.example.org/{{name}}.gif" width="1" height="1" alt="">'),
      added('<img src="//teller.example.org/p.gif" alt="">'),
      added('<img srcset="https://teller.example.org/p.gif 2x" alt="">'),
      added('<table role="presentation" background="https://teller.example.org/p.gif"></table>'),
      added('<p style="background:url( \'https://teller.example.org/p.gif\')">x</p>'),
      added('<style>p{background:url(https://teller.example.org/p.gif)}</style>'),
    ],
  },
  'mail/link-underline': {
    good: [
      march(),
      added('<a href="https://var.nl" style="text-decoration:none;background:#1d4f91">Knop</a>'),
    ],
    bad: [added('<p><a href="https://var.nl" style="color:red;text-decoration:none">Link</a></p>')],
  },
  'mail/text-size': {
    good: [
      added('<p style="font-size:14px">x</p>'),
      added(`<p style="font-size:16px">${'lang '.repeat(40)}</p>`),
      added('<p style="font-size:0px;display:none">x</p>'),
    ],
    bad: [
      added('<p style="font-size:13px">x</p>'),
      added('<p style="font-size:10pt">x</p>'),
      added('<div style="font-size:20px"><p style="font-size:.5em"><b>x</b></p></div>'),
      added(`<p style="font-size:15px">${'lang '.repeat(40)}</p>`),
    ],
  },
  'mail/dark-meta': {
    good: [march()],
    bad: [march(replaced('<meta name="color-scheme" content="light dark">', ''))],
  },
  'image/chart-data': {
    good: march(),
    bad: [
      march(replaced(/(<img src="cid:[^"]+" )alt="[^"]+"/g, '$1alt=" "')),
      march(replaced('>Zwijndrecht</th>', '></th>')),
    ],
  },
} satisfies Situations

function mso(content: string, condition = 'mso'): string {
  return `<!--[if ${condition}]>${content}<![endif]-->`
}
