import { Send } from 'lucide-react';
import { type SubmitEvent, type KeyboardEvent, useEffect, useRef } from 'react';
import { Button } from '../components/button.tsx';
import { HeaderFileField } from '../components/header-file-field.tsx';
import { HeaderFilePreview } from '../components/header-file-preview.tsx';
import { TemplateBody, TemplateButtons } from '../components/template-body.tsx';
import { checkTemplateValues, renderTemplate } from '../../shared/domain/template.ts';
import { useApp } from '../store/app-store.ts';
import { findHeaderFileKind } from '../../shared/domain/template-header-file.ts';
import {
  backToTemplates,
  chooseHeaderFile,
  dropHeaderFile,
  editValue,
  sendTemplate,
} from '../store/compose/actions.ts';
import { explainHeaderFile } from '../store/compose/reduce.ts';
import { estimateChosen } from '../store/compose/selectors.ts';
import { formatPence, nameCostTable } from '../words/info-words.ts';
import { countOf } from '../words/person-words.ts';
import { nameTemplate } from '../words/template-words.ts';
import { modifierName } from './use-shortcuts.ts';
import { VariableField } from './variable-field.tsx';
import classes from './compose-pane.module.css';

/** The chosen template: its values, the message exactly as the person will see it, and Send. */
export function TemplateForm({ personName }: { readonly personName: string }) {
  const prepared = useApp((state) => state.compose.prepared);
  const values = useApp((state) => state.compose.values);
  const isSending = useApp((state) => state.compose.phase === 'sending');
  const failure = useApp((state) => state.compose.failure);
  const headerFile = useApp((state) => state.compose.headerFile);
  const pence = useApp((state) => estimateChosen(state.compose, state.now));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input:not([hidden]), button[type="submit"]')?.focus();
  }, []);
  if (prepared === undefined) return null;
  const { template, variables } = prepared;
  const fileKind = findHeaderFileKind(template);
  const fileProblem = explainHeaderFile({ prepared, headerFile });
  const problems = [
    ...(fileProblem === undefined ? [] : [{ key: 'file', sentence: fileProblem }]),
    ...checkTemplateValues(template, values),
  ];
  const rendered = renderTemplate(template, values);
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void sendTemplate();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    // Plain Enter in a field sends nothing: a template goes out on purpose.
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) void sendTemplate();
  };
  return (
    <form
      ref={form}
      style={{ display: 'contents' }}
      aria-label={`Template ${nameTemplate(template.name)}`}
      onSubmit={onSubmit}
    >
      <div className={classes['body']}>
        <div className={classes['form']}>
          <div className={classes['form-title']}>
            <h3>{nameTemplate(template.name)}</h3>
            <Button tone="link" onClick={backToTemplates} disabled={isSending}>
              Other template
            </Button>
          </div>
          {fileKind === undefined ? null : (
            <HeaderFileField
              kind={fileKind}
              fileName={headerFile?.file.name}
              isReading={headerFile?.state === 'reading'}
              problem={fileProblem}
              isDisabled={isSending}
              onChoose={(file) => void chooseHeaderFile(file)}
              onRemove={dropHeaderFile}
            />
          )}
          {variables.map((variable) => (
            <VariableField
              key={variable.key}
              variable={variable}
              value={values[variable.key] ?? ''}
              problem={problems.find((problem) => problem.key === variable.key)?.sentence}
              isDisabled={isSending}
              onKeyDown={onKeyDown}
              onType={(value) => editValue(variable.key, value)}
            />
          ))}
          <section className={classes['stage']} aria-label="Preview">
            <p className={classes['stage-label']}>What {personName} will see</p>
            <div className={classes['preview']}>
              {fileKind === undefined ? null : (
                <HeaderFilePreview
                  kind={fileKind}
                  file={headerFile?.state === 'refused' ? undefined : headerFile?.file}
                />
              )}
              <TemplateBody rendered={rendered} marksGaps />
              <TemplateButtons buttons={rendered.buttons} />
            </div>
          </section>
        </div>
      </div>
      {failure === undefined ? null : (
        <p className={classes['failure']} role="alert">
          {failure}
        </p>
      )}
      <div className={classes['foot']}>
        <p
          className={`${classes['foot-words']} ${problems.length > 0 ? classes['problem'] : ''}`}
          role="status"
        >
          {problems.length === 0 ? `${modifierName()} Enter sends` : explainProblems(problems)}
          {pence === undefined || problems.length > 0 ? null : (
            <span title={`An estimate, ${nameCostTable(prepared.costs.asOf)}`}>
              {' '}
              · about {formatPence(pence)}
            </span>
          )}
        </p>
        <Button type="submit" tone="primary" disabled={problems.length > 0 || isSending}>
          <Send size="0.9375rem" aria-hidden />
          {isSending ? 'Sending…' : 'Send template'}
        </Button>
      </div>
    </form>
  );
}

/** Problems of the whole message are told here; those of a value stand beside it. */
function explainProblems(problems: readonly { readonly key: string; readonly sentence: string }[]): string {
  const whole = problems.find(({ key }) => key === 'body' || key === 'header');
  if (whole !== undefined) return whole.sentence;
  if (problems.every(({ key }) => key === 'file')) return 'Choose the file before this can be sent.';
  return `${countOf(problems.length, 'value needs', 'values need')} your attention before this can be sent.`;
}
