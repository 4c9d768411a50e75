import type { Json, Template } from './world/entities.ts';

type TemplateSeed = Pick<Template, 'name'> &
  Partial<
    Pick<Template, 'language' | 'status' | 'category' | 'parameterFormat' | 'rejectedReason' | 'qualityScore'>
  > & { readonly components: readonly Json[] };

const footer = { type: 'FOOTER', text: 'To unsubscribe, reply STOP.' };

/** The six templates that an agency starts with, and one in every other state and shape. Ids count up from 987650001. */
export function demoTemplates(wabaId: string, at: number): Template[] {
  return seeds.map((seed, index) => ({
    id: String(987650001 + index),
    wabaId,
    name: seed.name,
    language: seed.language ?? 'en_GB',
    status: seed.status ?? 'APPROVED',
    category: seed.category ?? 'MARKETING',
    previousCategory: undefined,
    correctCategory: undefined,
    parameterFormat: seed.parameterFormat ?? 'POSITIONAL',
    components: seed.components,
    rejectedReason: seed.rejectedReason ?? 'NONE',
    qualityScore: seed.qualityScore ?? 'GREEN',
    lastUpdatedAt: at,
    editCount: 0,
  }));
}

/** The components of a text template with positional variables. */
function textComponents(
  header: string,
  body: string,
  examples: readonly string[],
  buttons: readonly string[] = [],
): Json[] {
  const quickReplies = buttons.map((text) => ({ type: 'QUICK_REPLY', text }));
  return [
    { type: 'HEADER', format: 'TEXT', text: header },
    { type: 'BODY', text: body, ...(examples.length === 0 ? {} : { example: { body_text: [examples] } }) },
    footer,
    ...(buttons.length === 0 ? [] : [{ type: 'BUTTONS', buttons: quickReplies }]),
  ];
}

const seeds: readonly TemplateSeed[] = [
  {
    name: 'job_opportunity',
    components: textComponents(
      'Job Opportunity',
      'Hi {{1}}, this is {{2}} from Colleague Recruitment. One of our clients is recruiting for a role that I think could suit you well. May I send you the details?',
      ['Sam', 'Priya Shah'],
      ['Yes, tell me more', 'Not now'],
    ),
  },
  {
    name: 'job_application',
    components: textComponents(
      'Job Application',
      'Hi {{1}}, my name is {{2}} and I look after your application at Colleague Recruitment. It has reached us safely, thank you. May I share further information about the role with you here?',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'still_looking_for_work',
    components: textComponents(
      'Are you still looking for work?',
      'Hi {{1}}, {{2}} from Colleague Recruitment here. Are you still looking for a part-time or full-time job? We have new vacancies that may be right for you, and I would be glad to tell you about them.',
      ['Sam', 'Priya Shah'],
      ['Yes, still looking', 'No, thank you'],
    ),
  },
  {
    name: 'confirm_email_address',
    components: textComponents(
      'Confirm Email Address',
      'Hi {{1}}, {{2}} from Colleague Recruitment here. The email address that we have on file for you is {{3}}. Could you please tell me whether it is still right?',
      ['Sam', 'Priya Shah', 'sam.taylor@example.co.uk'],
    ),
  },
  {
    name: 'gdpr_consent_request',
    components: textComponents(
      'GDPR Consent Request',
      'Hi {{1}}, my name is {{2}} from Colleague Recruitment. We keep your personal data, such as your contact details and CV, so that we can help you to find a job. Please answer *yes* to confirm that you agree.',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'thank_you_for_registering',
    components: textComponents(
      'Thank you for registering',
      'Hi {{1}}, thank you for registering with Colleague Recruitment. I am {{2}}, your consultant. May I share suitable opportunities with you on WhatsApp?',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'summer_shifts',
    status: 'PENDING',
    qualityScore: 'UNKNOWN',
    components: textComponents(
      'Summer shifts',
      'Hi {{1}}, this is {{2}}. We are filling shifts for the summer in your area. Shall I put your name down?',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'prize_draw',
    status: 'REJECTED',
    rejectedReason: 'TAG_CONTENT_MISMATCH',
    qualityScore: 'UNKNOWN',
    components: textComponents(
      'Prize draw',
      'Hi {{1}}, register with {{2}} today and win a tablet in our prize draw this week.',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'weekend_work',
    status: 'PAUSED',
    qualityScore: 'RED',
    components: textComponents(
      'Weekend work',
      'Hi {{1}}, {{2}} here. Would you like to work this weekend? Tell me and I will send you the list.',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'refer_a_friend',
    status: 'DISABLED',
    qualityScore: 'RED',
    components: textComponents(
      'Refer a friend',
      'Hi {{1}}, {{2}} here. Do you know somebody who is looking for work? Bring them along and we both win.',
      ['Sam', 'Priya Shah'],
    ),
  },
  {
    name: 'interview_reminder',
    category: 'UTILITY',
    parameterFormat: 'NAMED',
    components: [
      {
        type: 'HEADER',
        format: 'TEXT',
        text: 'Interview for {{role}}',
        example: { header_text_named_params: [{ param_name: 'role', example: 'Site Manager' }] },
      },
      {
        type: 'BODY',
        text: 'Hi {{first_name}}, a reminder of your interview with {{company}} on {{interview_date}}. Good luck!',
        example: {
          body_text_named_params: [
            { param_name: 'first_name', example: 'Sam' },
            { param_name: 'company', example: 'Example Ltd' },
            { param_name: 'interview_date', example: 'Tuesday 24 November, 10:00' },
          ],
        },
      },
      footer,
    ],
  },
  {
    name: 'interview_invite',
    category: 'UTILITY',
    components: [
      {
        type: 'HEADER',
        format: 'DOCUMENT',
        example: { header_handle: ['https://scontent.example/interview.pdf'] },
      },
      {
        type: 'BODY',
        text: 'Hi {{1}}, you are invited to interview for {{2}} on {{3}}. The details are attached.',
        example: { body_text: [['Sam', 'Site Manager', 'Tue 24 Nov, 10:00']] },
      },
      footer,
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Accept' },
          { type: 'QUICK_REPLY', text: 'Decline' },
        ],
      },
    ],
  },
  {
    name: 'complete_your_profile',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Hi {{1}}, your registration is nearly complete. Please add your right-to-work details with the button below.',
        example: { body_text: [['Sam']] },
      },
      footer,
      {
        type: 'BUTTONS',
        buttons: [
          {
            type: 'URL',
            text: 'Complete profile',
            url: 'https://example.co.uk/profile/{{1}}',
            example: ['https://example.co.uk/profile/abc123'],
          },
        ],
      },
    ],
  },
  {
    name: 'share_your_number',
    category: 'UTILITY',
    components: [
      {
        type: 'BODY',
        text: 'Hello, {{1}} from Colleague Recruitment here. To call you about your application I need your phone number. May I have it?',
        example: { body_text: [['Priya Shah']] },
      },
      { type: 'BUTTONS', buttons: [{ type: 'REQUEST_CONTACT_INFO', text: 'Share phone number' }] },
    ],
  },
  {
    name: 'hello_world',
    language: 'en_US',
    category: 'UTILITY',
    components: [
      { type: 'HEADER', format: 'TEXT', text: 'Hello World' },
      {
        type: 'BODY',
        text: 'Welcome and congratulations!! This message demonstrates your ability to send a WhatsApp message notification from the Cloud API, hosted by Meta. Thank you for taking the time to test with us.',
      },
      { type: 'FOOTER', text: 'WhatsApp Business Platform sample message' },
    ],
  },
  ...(['IMAGE', 'VIDEO'] as const).map((format): TemplateSeed => {
    const what = format.toLowerCase();
    return {
      name: `site_${what}`,
      components: [
        { type: 'HEADER', format, example: { header_handle: [`https://scontent.example/${what}`] } },
        {
          type: 'BODY',
          text: 'Hi {{1}}, this is the site where you would work. Shall I tell you more about the role?',
          example: { body_text: [['Sam']] },
        },
        footer,
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Yes, please' }] },
      ],
    };
  }),
];
