/** A template as it is typed into Meta's form. */
export type StarterTemplate = {
  readonly name: string;
  readonly header: string;
  readonly body: string;
  /** For {{1}}, {{2}}, … where Meta asks for samples. */
  readonly samples: readonly string[];
};

/** So that nobody has to ask how: Meta wants marketing to name the way out. */
export const STARTER_FOOTER = 'To unsubscribe, reply STOP.';

const TWO = ['Sam', 'Priya Shah'];

/** The six with which an agency starts: product.md. {{1}} is the person, {{2}} the consultant, {{3}} the email address. */
export const STARTER_TEMPLATES: readonly StarterTemplate[] = [
  {
    name: 'job_opportunity',
    header: 'Job Opportunity',
    body: 'Hi {{1}}, this is {{2}}. A client of ours is recruiting for a role that may suit you. May I send you the details?',
    samples: TWO,
  },
  {
    name: 'job_application',
    header: 'Job Application',
    body: 'Hi {{1}}, my name is {{2}} and I look after your application, which has reached us. May I share more about the role with you here?',
    samples: TWO,
  },
  {
    name: 'still_looking_for_work',
    header: 'Are you still looking for work?',
    body: 'Hi {{1}}, {{2}} here. Are you still looking for a part-time or full-time job? We have vacancies that may be right for you.',
    samples: TWO,
  },
  {
    name: 'confirm_email_address',
    header: 'Confirm Email Address',
    body: 'Hi {{1}}, {{2}} here. The email address that we hold for you is {{3}}. Could you tell me whether it is still right?',
    samples: [...TWO, 'sam@example.co.uk'],
  },
  {
    name: 'gdpr_consent_request',
    header: 'GDPR Consent Request',
    body: 'Hi {{1}}, my name is {{2}}. We store your personal data so that we can find you a job. Please reply *yes* to confirm your consent.',
    samples: TWO,
  },
  {
    name: 'thank_you_for_registering',
    header: 'Thank you for registering',
    body: 'Hi {{1}}, thank you for registering with us. I am {{2}}, your consultant. May I share opportunities with you on WhatsApp?',
    samples: TWO,
  },
];
