import { sendMessage } from './messages/send-message.ts';
import { route, type Route } from './route.ts';

const messaging = 'whatsapp_business_messaging';

/** Every edge that the simulator knows (reference sections 2 to 5). */
export const routes: readonly Route[] = [
  route('POST', 'phone-number', 'messages', messaging, sendMessage),
];
