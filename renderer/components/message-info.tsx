import { Copy } from 'lucide-react';
import type { MessageView } from '../../shared/ipc/views.ts';
import type { InfoLine, InfoPart } from '../words/info-words.ts';
import { FailureText } from './failure-words.tsx';
import { IconButton } from './icon-button.tsx';
import classes from './message-info.module.css';

type MessageInfoProps = {
  readonly message: MessageView;
  readonly parts: readonly InfoPart[];
  readonly onCopy: (line: InfoLine) => void;
};

/** Everything that is known of one message: how far it came and when, by whom, from which number, what it costs, its ids. */
export function MessageInfo({ message, parts, onCopy }: MessageInfoProps) {
  return (
    <div data-selectable="">
      {message.failure === undefined ? null : <FailureText failure={message.failure} />}
      {parts.map(({ title, lines }) => (
        <section key={title} className={classes['part']} aria-label={title}>
          <h3 className={classes['title']}>{title}</h3>
          <dl>
            {lines.map((line) => (
              <div key={line.name} className={classes['line']}>
                <dt>{line.name}</dt>
                <dd>{line.value}</dd>
                {line.copy === undefined ? null : (
                  <dd>
                    <IconButton label={`Copy “${line.name}”`} isSmall onClick={() => onCopy(line)}>
                      <Copy size="0.875rem" aria-hidden />
                    </IconButton>
                  </dd>
                )}
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  );
}
