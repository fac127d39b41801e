/** What is known of a subscriber of whom nothing is known yet but an address. */
export const blankProfile = {
  name: null,
  organisation: null,
  organisation_type: null,
  role: null,
  area: null,
  language: 'nl',
  choices: ' ',
  choices_by: null,
  newsletter: null,
  invitations: null,
  press: null,
  consultation: null,
  role_confirmed_at: null,
  role_asked_at: null,
} as const
