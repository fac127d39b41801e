import type { notices as dutch } from '../nl/notices.ts'

/** The mails that answer what one person did. No word in them was typed by whoever asked for it. */
export const notices: typeof dutch = {
  preferences: 'Your preferences',
  unsubscribe: 'Unsubscribe',
  archive: 'All issues',
  confirm: {
    subject: (list) => `Confirm your subscription to ${list}`,
    preheader: 'One click and you are subscribed. The link works for 48 hours.',
    title: 'Confirm your subscription',
    text: (list) => [
      `This email address was signed up for ${list}. Choose the button to tell us that this is right.`,
    ],
    button: 'Confirm my subscription',
    after: [
      'Did you not sign up? Then there is nothing you need to do. Without a confirmation you get no email, and we erase this address after 7 days.',
    ],
    reason: 'You get this email once, because somebody entered this address on our sign-up page.',
  },
  welcome: {
    subject: (list) => `Welcome to ${list}`,
    preheader: 'You are subscribed. Now choose your topics and your municipality.',
    title: 'Welcome',
    text: (list) => [
      `You are subscribed to ${list}. From now on you get what you chose.`,
      'On the page with your preferences you choose topics and your municipality.',
    ],
    button: 'Choose my topics',
    latest: (title) => `Read the latest issue: ${title}`,
    reason: 'You get this email because you confirmed your subscription.',
  },
  known: {
    subject: (list) => `You are already subscribed to ${list}`,
    preheader: 'There is nothing you need to do.',
    title: 'You are already subscribed',
    text: (list) => [
      `This email address was signed up for ${list} once more. It was on the list already, so nothing changes.`,
      'To receive something else, go to the page with your preferences.',
    ],
    button: 'See my preferences',
    reason: 'You get this email once, because somebody entered this address on our sign-up page.',
  },
  preferencesLink: {
    subject: (list) => `Your link to the preferences of ${list}`,
    preheader: 'The link is for you only and works for 90 days.',
    title: 'Your new link',
    text: (list) => [
      `With this link you see and change your preferences for ${list}.`,
      'The link is for you only. Do not forward this email.',
    ],
    button: 'Open my preferences',
    reason: 'You get this email because a new link was asked for with an old one.',
  },
  address: {
    subject: (list) => `Confirm your new address for ${list}`,
    preheader: 'The link works for half an hour.',
    title: 'Confirm your new address',
    text: (list) => [
      `We were asked to send ${list} to this email address from now on. Choose the button to tell us that this is right.`,
    ],
    button: 'Confirm this address',
    after: [
      'Did you not ask for this? Then there is nothing you need to do. Nothing changes without a confirmation.',
    ],
    reason: 'You get this email once, because somebody entered this address on a preferences page.',
  },
  addressChanged: {
    subject: (list) => `Your address for ${list} has changed`,
    preheader: 'This address gets no more email from us.',
    title: 'Your address has changed',
    text: (list) => [
      `From now on you get ${list} at another email address. This address is off the list.`,
    ],
    after: (contact) => [`Was this not you? Then email ${contact}.`],
    reason: 'You get this email as a check, because the address of your subscription was changed.',
  },
  data: {
    subject: (organisation) => `Your data at ${organisation}`,
    preheader: 'The link is for you only and works for half an hour.',
    title: 'See or erase your data',
    text: [
      'With this link you see everything that is stored about you. You can download it or have it erased.',
      'The link is for you only and works for half an hour. Do not forward this email.',
    ],
    button: 'Open my data',
    after: ['Did you not ask for this? Then there is nothing you need to do. Nothing changes.'],
    reason: 'You get this email because this link was asked for on your preferences page.',
  },
  role: {
    subject: (organisation) =>
      organisation === undefined
        ? 'Is your role still right?'
        : `Do you still work at ${organisation}?`,
    preheader: 'One click tells us that it is still right.',
    title: 'Is this still right?',
    text: (list) => [
      `You get ${list}. Once a year we ask whether your organisation and role are still right, so that you get what fits your work.`,
      'The button shows what we know about you. There you say whether it is still right.',
    ],
    button: 'See my details',
    after: ['If you do nothing, nothing changes.'],
    reason: 'You get this email once a year at most, because you are on our list.',
  },
}
