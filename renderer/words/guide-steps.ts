/** One step of the set-up at Meta. Ids are kept in the settings: never change one. */
export type GuideStep = {
  readonly id: string;
  readonly title: string;
  /** Where to click and what to do, in order. */
  readonly actions: readonly string[];
  /** What to write down on the way. */
  readonly note?: string;
  /** What surprises people, or takes long. */
  readonly know?: string;
  /** Where the step happens. */
  readonly link?: { readonly url: string; readonly label: string };
};

/*
 * Meta moves its pages about; the words of its buttons are as in autumn 2026. Source: Meta, WhatsApp Cloud API, get
 * started; business help centre.
 */
export const GUIDE_STEPS: readonly GuideStep[] = [
  {
    id: 'know',
    title: 'Before you begin',
    actions: [
      'Choose the mobile or landline number that the agency will use. It must be able to receive a call or a text message.',
      'If WhatsApp is in use on that number, delete its account in the WhatsApp app first, or use the coexistence that Meta offers for the WhatsApp Business app.',
      'Have at hand: the agency’s legal name, address and website, and a card for Meta’s prices.',
    ],
    know: 'A conversation begins with a template that Meta has approved; after the person’s answer you write freely for 24 hours. Templates are made at Meta. Meta bills the agency for templates by country and category; Colleague charges nothing. At first 250 people in 24 hours can be written to; Meta raises this by itself.',
  },
  {
    id: 'business',
    title: 'Open the agency’s business portfolio at Meta',
    actions: [
      'Sign in with the Facebook account of somebody who will stay at the agency.',
      'Choose Create a business portfolio, and enter the agency’s legal name and a business email address.',
      'Under Settings → Security centre start the verification of the business.',
    ],
    note: 'Under Business info: the business portfolio id.',
    know: 'The verification can take several days. You can go on meanwhile; until it is done the limits stay low.',
    link: { url: 'https://business.facebook.com/', label: 'Open Meta Business' },
  },
  {
    id: 'developer',
    title: 'Register as a developer',
    actions: [
      'With the same Facebook account choose Get started, and accept the terms.',
      'Confirm your telephone number and your email address.',
    ],
    link: { url: 'https://developers.facebook.com/', label: 'Open Meta for Developers' },
  },
  {
    id: 'app',
    title: 'Create the app',
    actions: [
      'Under My Apps choose Create app. As the use case choose to connect with customers through WhatsApp; where Meta asks for a type, choose Business.',
      'Name it Colleague, and attach it to the agency’s business portfolio.',
      'Under App settings → Basic press Show beside the app secret. Give it to whoever runs the relay, as META_APP_SECRET: it proves that a webhook is Meta’s.',
      'Switch the app from Development to Live, or real replies will not arrive.',
    ],
    note: 'The app id, and the app secret (for the relay alone: never by email).',
    link: { url: 'https://developers.facebook.com/apps/', label: 'Open My Apps' },
  },
  {
    id: 'number',
    title: 'Add WhatsApp and the agency’s number',
    actions: [
      'In the app, under Add products, set up WhatsApp, and choose the business portfolio.',
      'Under WhatsApp → API Setup choose Add phone number. Enter the display name that people will see: it must be recognisable as the agency.',
      'Confirm the number by the code that Meta sends by text or call.',
      'In WhatsApp Manager, under Account tools → Phone numbers, wait until the number shows Connected, and add the card under Payment settings.',
    ],
    note: 'On API Setup, below the number: the phone number id and the WhatsApp Business Account id.',
    know: 'The display name is reviewed by Meta, usually within a day.',
    link: { url: 'https://business.facebook.com/wa/manage/phone-numbers/', label: 'Open WhatsApp Manager' },
  },
  {
    id: 'token',
    title: 'Make a token that does not end',
    actions: [
      'In Meta Business, under Settings → Users → System users, add a system user named Colleague with the role Admin.',
      'Press Assign assets: give it the app Colleague and the WhatsApp account, both with full control.',
      'Press Generate token, choose the app, choose Never for the expiry, and tick whatsapp_business_messaging and whatsapp_business_management.',
      'Copy the token at once: Meta shows it only now.',
    ],
    note: 'The token. It is as good as a password.',
    know: 'The token on the page API Setup ends within a day and is for trying out only.',
    link: { url: 'https://business.facebook.com/settings/system-users', label: 'Open System users' },
  },
  {
    id: 'details',
    title: 'Enter the number here',
    actions: [
      'Paste the example from API Setup, or type the two ids, and put in the token of the system user.',
      'Press Save and check: the relay asks Meta about everything at once.',
    ],
  },
  {
    id: 'webhook',
    title: 'Tell Meta where replies go',
    actions: [
      'In the app, under WhatsApp → Configuration, press Edit beside Webhook and enter the callback URL and the verify token from below.',
      'Press Verify and save. Below you see at once whether Meta’s question arrived.',
      'Under Webhook fields subscribe messages, message_template_status_update, message_template_quality_update, template_category_update, phone_number_quality_update, business_capability_update, account_update and user_preferences.',
    ],
    know: 'Without the field messages neither replies nor ticks arrive. The doctor names what is missing.',
  },
  {
    id: 'template',
    title: 'Have the first templates approved',
    actions: [
      'In WhatsApp Manager, under Message templates, choose Create template, category Marketing, language English (UK).',
      'Copy the parts of one of the six below into the same fields there. Enter the examples where Meta asks for samples.',
      'Submit it. When Meta has approved it, it appears here by itself.',
    ],
    know: 'The review usually takes minutes; the first one of a new account can take days.',
    link: {
      url: 'https://business.facebook.com/wa/manage/message-templates/',
      label: 'Open Message templates',
    },
  },
  {
    id: 'first-message',
    title: 'Send the first message to yourself',
    actions: [
      'Find your own record by your mobile number. If you are not in the CRM, add yourself there as a Contact.',
      'On your record choose Message → WhatsApp, choose a template, and send it.',
      'Answer on your phone: the reply appears here, and the box to write in opens.',
    ],
    know: 'hello_world, Meta’s sample, can be sent only from Meta’s own test numbers.',
  },
];
