import { useCallback, useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { SettingGroup } from '../components/setting-row.tsx';
import { TextWithCodes } from '../components/text-with-codes.tsx';
import type { CannedReply, CannedReplyScope } from '../../shared/domain/canned-reply.ts';
import { callMain } from '../api.ts';
import { useApp } from '../store/app-store.ts';
import { tell, tellError } from '../store/feedback/actions.ts';
import { selectUser } from '../store/frame/selectors.ts';
import { CannedReplyFiles } from './canned-reply-files.tsx';
import { CannedReplyForm } from './canned-reply-form.tsx';
import settings from './settings-page.module.css';
import classes from './canned-replies.module.css';

/** User Settings: the words that a slash in the box brings; the user's own, and the agency's. */
export function CannedRepliesPage() {
  const isAdministrator = useApp((state) => selectUser(state)?.role === 'administrator');
  const [replies, setReplies] = useState<readonly CannedReply[]>([]);
  const load = useCallback(() => {
    callMain('replies:list', {})
      .then((answer) => setReplies(answer.replies))
      .catch(tellError);
  }, []);
  useEffect(load, [load]);
  const save = async (reply: CannedReply): Promise<boolean> => {
    try {
      await callMain('replies:save', reply);
      load();
      return true;
    } catch (error) {
      tellError(error);
      return false;
    }
  };
  const remove = async (reply: CannedReply) => {
    try {
      await callMain('replies:remove', { scope: reply.scope, id: reply.id });
      load();
      tell(`“${reply.name}” is removed.`, () => void save(reply));
    } catch (error) {
      tellError(error);
    }
  };
  const part = (scope: CannedReplyScope, title: string, canChange: boolean) => (
    <RepliesPart
      scope={scope}
      title={title}
      canChange={canChange}
      replies={replies.filter((reply) => reply.scope === scope)}
      onSave={save}
      onRemove={(reply) => void remove(reply)}
      onImported={load}
    />
  );
  return (
    <>
      <header>
        <h2 className={settings['title']}>Canned replies</h2>
        <p className={settings['lead']}>
          Type / where you write a message, and choose one. What it says of the person comes from their
          record.
        </p>
      </header>
      {part('own', 'Yours, on each of your desktops', true)}
      {part('agency', 'The agency’s, for everybody', isAdministrator)}
    </>
  );
}

type RepliesPartProps = {
  readonly scope: CannedReplyScope;
  readonly title: string;
  readonly canChange: boolean;
  readonly replies: readonly CannedReply[];
  readonly onSave: (reply: CannedReply) => Promise<boolean>;
  readonly onRemove: (reply: CannedReply) => void;
  readonly onImported: () => void;
};

function RepliesPart(props: RepliesPartProps) {
  const { scope, title, canChange, replies, onSave, onRemove } = props;
  const [edited, setEdited] = useState<CannedReply | undefined>(undefined);
  const begin = () => setEdited({ scope, id: crypto.randomUUID(), name: '', text: '' });
  return (
    <SettingGroup title={title}>
      {replies.length > 0 ? null : (
        <p className={classes['none']}>{canChange ? 'None yet.' : 'None yet. Administrators add them.'}</p>
      )}
      {replies.map((reply) => (
        <div key={reply.id} className={classes['row']}>
          <div className={classes['words']}>
            <p className={classes['name']}>/{reply.name}</p>
            <p className={classes['text']}>
              <TextWithCodes text={reply.text} />
            </p>
          </div>
          {canChange ? (
            <>
              <Button tone="quiet" aria-label={`Edit ${reply.name}`} onClick={() => setEdited(reply)}>
                Edit…
              </Button>
              <Button tone="quiet" aria-label={`Remove ${reply.name}`} onClick={() => onRemove(reply)}>
                Remove
              </Button>
            </>
          ) : null}
        </div>
      ))}
      {canChange && edited === undefined ? (
        <div className={classes['row']}>
          <Button onClick={begin}>
            {scope === 'own' ? 'Add a reply of yours' : 'Add a reply for the agency'}
          </Button>
        </div>
      ) : null}
      {canChange || replies.length > 0 ? (
        <CannedReplyFiles
          scope={scope}
          canImport={canChange}
          canExport={replies.length > 0}
          onImported={props.onImported}
        />
      ) : null}
      {edited === undefined ? null : (
        <CannedReplyForm
          key={edited.id}
          reply={edited}
          onSave={onSave}
          onClose={() => setEdited(undefined)}
        />
      )}
    </SettingGroup>
  );
}
