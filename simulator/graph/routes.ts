import { listSubscriptions, subscribeFields, unsubscribeFields } from './accounts/app-subscriptions.ts';
import { blockUsers, listBlockedUsers, unblockUsers } from './accounts/block-users.ts';
import { getBusinessProfile, updateBusinessProfile } from './accounts/business-profile.ts';
import { deleteContact } from './accounts/contact-book.ts';
import { getPhoneNumberNode, listPhoneNumbers, updatePhoneNumber } from './accounts/phone-number-node.ts';
import { deregister, register, requestCode, verifyCode } from './accounts/registration.ts';
import { getWaba, listSubscribedApps, subscribeApp, unsubscribeApp } from './accounts/waba-node.ts';
import { deleteMedia, getMedia } from './media/media-node.ts';
import { uploadMedia } from './media/upload-media.ts';
import { sendMessage } from './messages/send-message.ts';
import { route, type Route } from './route.ts';
import { getTemplates } from './templates/list-templates.ts';
import {
  createTemplate,
  deleteTemplates,
  editTemplate,
  getTemplate,
  unpauseTemplate,
} from './templates/manage-templates.ts';

const messaging = 'whatsapp_business_messaging';
const management = 'whatsapp_business_management';

/** Every edge that the simulator knows (reference sections 2 to 5). */
export const routes: readonly Route[] = [
  route('POST', 'phone-number', 'messages', messaging, sendMessage),
  route('POST', 'phone-number', 'media', messaging, uploadMedia),
  route('GET', 'media', undefined, messaging, getMedia),
  route('DELETE', 'media', undefined, messaging, deleteMedia),
  route('GET', 'phone-number', undefined, 'none', getPhoneNumberNode),
  route('POST', 'phone-number', undefined, management, updatePhoneNumber),
  route('GET', 'phone-number', 'whatsapp_business_profile', messaging, getBusinessProfile),
  route('POST', 'phone-number', 'whatsapp_business_profile', messaging, updateBusinessProfile),
  route('GET', 'phone-number', 'block_users', messaging, listBlockedUsers),
  route('POST', 'phone-number', 'block_users', messaging, blockUsers),
  route('DELETE', 'phone-number', 'block_users', messaging, unblockUsers),
  route('DELETE', 'phone-number', 'contact_book', messaging, deleteContact),
  route('POST', 'phone-number', 'request_code', management, requestCode),
  route('POST', 'phone-number', 'verify_code', management, verifyCode),
  route('POST', 'phone-number', 'register', management, register),
  route('POST', 'phone-number', 'deregister', management, deregister),
  route('GET', 'waba', undefined, management, getWaba),
  route('GET', 'waba', 'phone_numbers', management, listPhoneNumbers),
  route('GET', 'waba', 'subscribed_apps', management, listSubscribedApps),
  route('POST', 'waba', 'subscribed_apps', management, subscribeApp),
  route('DELETE', 'waba', 'subscribed_apps', management, unsubscribeApp),
  route('GET', 'waba', 'message_templates', management, getTemplates),
  route('POST', 'waba', 'message_templates', management, createTemplate),
  route('DELETE', 'waba', 'message_templates', management, deleteTemplates),
  route('GET', 'template', undefined, management, getTemplate),
  route('POST', 'template', undefined, management, editTemplate),
  route('POST', 'template', 'unpause', management, unpauseTemplate),
  route('GET', 'app', 'subscriptions', 'none', listSubscriptions),
  route('POST', 'app', 'subscriptions', 'none', subscribeFields),
  route('DELETE', 'app', 'subscriptions', 'none', unsubscribeFields),
];
