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
  restored: {
    options: {
      yesReally: 'Zet verzenden weer aan. Wat al verstuurd is, gaat niet vanzelf opnieuw.',
    },
    nothing: 'De database weet van alles wat er verstuurd is. Verzenden staat aan.',
    heading: 'Verstuurd, maar niet bekend in deze database:',
    sent: (issue: string, count: string, at: string) => `${issue}: ${count} mails, ${at}`,
    off: 'Er is een oudere kopie van de database teruggezet. Verzenden staat uit.',
    offWhatNow:
      'kijk of er een nieuwere kopie is. Is deze goed, herhaal de opdracht dan met --yes-really. Wie zich had afgemeld of was gewist, is dat al weer.',
    on: 'Verzenden staat weer aan. De edities hierboven gaan niet vanzelf opnieuw.',
  },
}
