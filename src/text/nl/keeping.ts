/** What is said about how long things are kept, and the register of processing. */
export const keepingWords = {
  retention: {
    options: { yesReally: 'Ruim ook echt op. Zonder deze optie verandert er niets.' },
    heading: (day: string) => `Op ${day} niet langer nodig:`,
    done: 'Opgeruimd:',
    counts: {
      unconfirmed: 'aanmeldingen die niemand bevestigde',
      unsubscribed: 'profielen van afgemelde mensen',
      bounced: 'profielen met een adres dat niet meer werkt',
      consent: 'regels bewijs van geëindigde toestemming',
      deliveries: 'namen en adressen bij verstuurde mails',
      links: 'links in mails op verzoek',
      notices: 'mails op verzoek',
      formUses: 'tellingen tegen misbruik',
    },
    notYet: 'Er is nog niets opgeruimd. Rondbrief doet dit elke dag vanzelf zolang het aanstaat.',
    notYetWhatNow: 'nu meteen opruimen? Herhaal de opdracht met --yes-really.',
  },
}
