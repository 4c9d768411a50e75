import { element, formatted, timeOf } from './element.js';

const emojis = ['👍', '❤️', '😂', '😮', '😢', '🙏'];

/**
 * One bubble as the person sees it. `actions` are what a touch does: `tap(message, title)`, `react(message, emoji)`,
 * `quote(message)`, `find(id)` for the text of a quoted message.
 */
export function buildBubble(message, actions) {
  const parts = message.isRevoked
    ? [element('em', { className: 'gone' }, 'You deleted this message')]
    : buildContent(message);
  const bubble = element(
    'article',
    { className: 'bubble' },
    buildQuote(message, actions),
    ...parts,
    buildFoot(message),
  );
  const reactions = Object.values(message.reactions);
  if (reactions.length > 0)
    bubble.append(element('span', { className: 'reactions', title: 'Reactions' }, reactions.join('')));
  const row = element('div', { className: message.isFromPerson ? 'row mine' : 'row' }, bubble);
  const buttons = listButtons(message).map((button) => buildButton(message, button, actions));
  if (buttons.length > 0) row.append(element('div', { className: 'buttons' }, ...buttons));
  if (!message.isFromPerson) row.append(buildReactionBar(message, actions));
  return row;
}

function buildContent(message) {
  const { content, rendered, type } = message;
  if (rendered) return buildTemplate(rendered);
  switch (type) {
    case 'text':
      return [
        paragraph(message.editedText ?? content.body),
        message.editedText ? element('small', {}, 'Edited') : '',
      ];
    case 'button':
      return [paragraph(content.text)];
    case 'interactive':
      return buildInteractive(content);
    case 'image':
    case 'sticker':
    case 'video':
    case 'audio':
    case 'document':
      return [buildMedia(type, content), content.caption ? paragraph(content.caption) : ''];
    case 'location':
      return [
        element(
          'div',
          { className: 'card' },
          element('strong', {}, content.name ?? 'Location'),
          element('small', {}, content.address ?? `${content.latitude}, ${content.longitude}`),
        ),
      ];
    case 'contacts':
      return (content.contacts ?? []).map((contact) =>
        element(
          'div',
          { className: 'card' },
          element('strong', {}, contact.name.formatted_name),
          element('small', {}, contact.phones?.[0]?.phone ?? 'No number'),
        ),
      );
    default:
      return [element('em', { className: 'gone' }, `A message of type “${type}”`)];
  }
}

function buildTemplate(rendered) {
  const kind = (rendered.headerFormat ?? '').toLowerCase();
  const header = rendered.header
    ? element('h4', {}, rendered.header)
    : rendered.headerMedia
      ? buildMedia(kind, rendered.headerMedia)
      : '';
  return [
    header,
    paragraph(rendered.body),
    rendered.footer ? element('small', { className: 'footer' }, rendered.footer) : '',
  ];
}

function buildInteractive(content) {
  const reply = content.button_reply ?? content.list_reply;
  if (reply)
    return [paragraph(reply.title), reply.description ? element('small', {}, reply.description) : ''];
  const header = content.header?.text ? element('h4', {}, content.header.text) : '';
  return [
    header,
    paragraph(content.body?.text ?? ''),
    content.footer ? element('small', { className: 'footer' }, content.footer.text) : '',
  ];
}

function buildMedia(type, media) {
  const source = media.id ? `/phones/media/${media.id}` : media.link;
  if (type === 'image' || type === 'sticker')
    return element('img', { src: source, alt: media.caption ?? 'Image', className: type });
  if (type === 'video') return element('video', { src: source, controls: true });
  if (type === 'audio') return element('audio', { src: source, controls: true });
  const name = media.filename ?? 'Document';
  const extension = name.includes('.') ? name.split('.').pop().toUpperCase() : 'FILE';
  return element(
    'a',
    { className: 'card file', href: source, target: '_blank', rel: 'noreferrer' },
    element('span', { className: 'extension' }, extension.slice(0, 4)),
    element('strong', {}, name),
  );
}

function buildQuote(message, actions) {
  if (!message.quotedId) return '';
  return element('blockquote', {}, actions.find(message.quotedId) ?? 'Message');
}

// Grey: on its way to the business. Blue: the business has marked it as read.
function buildFoot(message) {
  const ticks = message.isFromPerson
    ? element(
        'span',
        {
          className: message.isReadByBusiness ? 'ticks read' : 'ticks',
          title: message.isReadByBusiness ? 'Read' : 'Delivered',
        },
        '✓✓',
      )
    : '';
  return element('footer', {}, element('time', {}, timeOf(message.at)), ticks);
}

function listButtons(message) {
  if (message.isFromPerson) return [];
  if (message.rendered)
    return message.rendered.buttons.map((button) => ({
      title: button.text,
      kind: button.kind,
      url: button.url,
    }));
  const action = message.type === 'interactive' ? (message.content.action ?? {}) : {};
  const rows = (action.sections ?? []).flatMap((section) => section.rows);
  return [...(action.buttons ?? []).map((button) => button.reply), ...rows].map((reply) => ({
    title: reply.title,
    kind: 'QUICK_REPLY',
  }));
}

function buildButton(message, button, actions) {
  if (button.kind === 'QUICK_REPLY')
    return element(
      'button',
      { type: 'button', onclick: () => actions.tap(message, button.title) },
      button.title,
    );
  if (button.kind === 'REQUEST_CONTACT_INFO')
    return element('button', { type: 'button', onclick: () => actions.shareNumber() }, button.title);
  return element(
    'a',
    { className: 'link-button', href: button.url ?? '#', target: '_blank', rel: 'noreferrer' },
    `↗ ${button.title}`,
  );
}

function buildReactionBar(message, actions) {
  const buttons = emojis.map((emoji) =>
    element(
      'button',
      {
        type: 'button',
        ariaLabel: `React with ${emoji}`,
        onclick: () => actions.react(message, message.reactions.person === emoji ? '' : emoji),
      },
      emoji,
    ),
  );
  const reply = element(
    'button',
    { type: 'button', ariaLabel: 'Reply to this message', onclick: () => actions.quote(message) },
    '↩',
  );
  return element('div', { className: 'touch' }, ...buttons, reply);
}

function paragraph(text) {
  return element('p', {}, ...formatted(text ?? ''));
}
