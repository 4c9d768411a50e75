/** A JSON object whose shape the simulator does not decide. */
export type Json = { readonly [key: string]: unknown };

/** Which identifiers of a person Meta puts into webhooks (reference section 7.3). `username` shows the phone only after traffic by phone within 30 days. */
export type IdentityMode = 'phone-only' | 'phone-and-bsuid' | 'bsuid-only' | 'username';

/** How a person's phone treats what is sent to it; chosen by the last three digits unless set (reference section 11). */
export type Script =
  | 'normal'
  | 'not-on-whatsapp'
  | 'opted-out'
  | 'ecosystem'
  | 'read-without-delivered'
  | 'never-delivered'
  | 'duplicated-and-reversed'
  | 'delayed'
  | 'username-only'
  | 'changes-number'
  | 'held';

/** What a person does by itself after a template was delivered: wait, then tap a button and/or write. */
export type AutoAnswer = {
  /** Only after this template; absent means after any. */
  readonly templateName?: string | undefined;
  readonly delayMs: number;
  readonly buttonText?: string | undefined;
  readonly texts: readonly string[];
};

export type DeliveryStatus = 'sent' | 'delivered' | 'read' | 'failed' | 'played';

/** One bubble on a person's phone, in either direction. */
export type ChatMessage = {
  readonly id: string;
  readonly isFromPerson: boolean;
  readonly phoneNumberId: string;
  readonly at: number;
  readonly type: string;
  /** The payload object of `type`, as it was sent. */
  readonly content: Json;
  readonly quotedId: string | undefined;
  readonly rendered: RenderedTemplate | undefined;
  readonly callbackData: string | undefined;
  reactions: { business?: string; person?: string };
  isReadByBusiness: boolean;
  isRevoked: boolean;
  editedText: string | undefined;
};

export type RenderedButton = {
  readonly kind: string;
  readonly text: string;
  readonly payload: string;
  readonly url?: string | undefined;
};

/** A template as the person sees it, every variable replaced. */
export type RenderedTemplate = {
  readonly name: string;
  readonly headerFormat: string | undefined;
  readonly header: string | undefined;
  readonly headerMedia: Json | undefined;
  readonly body: string;
  readonly footer: string | undefined;
  readonly buttons: readonly RenderedButton[];
};

export type Person = {
  /** Stable for the simulator's life, even when the number changes. */
  readonly id: string;
  /** Digits without plus: the wa_id. */
  phone: string;
  bsuid: string;
  name: string | undefined;
  username: string | undefined;
  identityMode: IdentityMode | undefined;
  script: Script;
  sendsReadReceipts: boolean;
  isInContactBook: boolean;
  hasChangedNumber: boolean;
  readonly marketingStoppedFor: Set<string>;
  /** Business number id → when the person last wrote to it (opens 24 hours). */
  readonly lastWroteAt: Map<string, number>;
  /** Business number id → last message by phone in either direction. */
  readonly lastPhoneTrafficAt: Map<string, number>;
  /** Business number id → until when this phone shows that it types. */
  readonly typingUntil: Map<string, number>;
  readonly chat: ChatMessage[];
  autoAnswers: readonly AutoAnswer[];
};

export type CallbackOverride = { readonly url: string; readonly verifyToken: string };

export type PhoneNumber = {
  readonly id: string;
  readonly wabaId: string;
  /** As `GET` shows it: "+44 20 7946 0123". */
  readonly displayPhoneNumber: string;
  readonly digits: string;
  verifiedName: string;
  qualityRating: string;
  status: string;
  nameStatus: string;
  codeVerificationStatus: string;
  /** Empty: Meta tells none. */
  messagingLimit: string;
  throughputLevel: string;
  accountMode: 'LIVE' | 'SANDBOX';
  isRegistered: boolean;
  pin: string | undefined;
  registrationCalls: number;
  callbackOverride: CallbackOverride | undefined;
  /** Sandbox numbers only: the five people it may write to, as digits. */
  readonly allowList: Set<string>;
  readonly blockedPersonIds: Set<string>;
  profile: Json;
  freeServiceMessagesUsed: number;
};

export type Waba = {
  readonly id: string;
  readonly businessId: string;
  name: string;
  isAppSubscribed: boolean;
  callbackOverride: CallbackOverride | undefined;
  canSendMessage: string;
};

export type MetaApp = {
  readonly id: string;
  readonly name: string;
  readonly secret: string;
  callback: CallbackOverride | undefined;
  fields: readonly string[];
};

export type Business = { readonly id: string; readonly name: string };

export type AccessToken = {
  readonly value: string;
  kind: 'SYSTEM_USER' | 'USER' | 'APP';
  readonly label: string;
  readonly appId: string;
  readonly userId: string;
  scopes: readonly string[];
  /** Ids of the numbers and accounts it may reach. */
  readonly targetIds: readonly string[];
  readonly issuedAt: number;
  /** Epoch milliseconds; 0 is never. */
  expiresAt: number;
  isInvalidated: boolean;
};

export type TemplateComponent = Json;

export type Template = {
  readonly id: string;
  readonly wabaId: string;
  readonly name: string;
  readonly language: string;
  status: string;
  category: string;
  previousCategory: string | undefined;
  correctCategory: string | undefined;
  readonly parameterFormat: 'POSITIONAL' | 'NAMED';
  components: readonly TemplateComponent[];
  rejectedReason: string;
  qualityScore: string;
  lastUpdatedAt: number;
  editCount: number;
};

export type MediaItem = {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly fileName: string | undefined;
  readonly sha256: string;
  readonly expiresAt: number;
};

/** What the business sent and Meta accepted. */
export type AcceptedMessage = {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly wabaId: string;
  readonly personId: string;
  readonly isAddressedByBsuid: boolean;
  /** The digits Meta settled on, when addressed by phone. */
  readonly addressedPhone: string | undefined;
  readonly type: string;
  readonly content: Json;
  readonly quotedId: string | undefined;
  readonly callbackData: string | undefined;
  readonly template:
    | {
        readonly name: string;
        readonly language: string;
        readonly category: string;
        readonly rendered: RenderedTemplate;
      }
    | undefined;
  readonly isWindowOpen: boolean;
  readonly acceptedAt: number;
  readonly statuses: { readonly status: DeliveryStatus; readonly at: number; readonly code?: number }[];
  hasPriceBeenTold: boolean;
};
