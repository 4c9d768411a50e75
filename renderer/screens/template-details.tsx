import { TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import { MERGE_CODES, type MergeCode } from '../../shared/domain/merge-codes.ts';
import { findHeaderFileKind } from '../../shared/domain/template-header-file.ts';
import type { VariableMapping } from '../../shared/domain/template-mapping.ts';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { callMain } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Choice } from '../components/choice.tsx';
import { HeaderFilePreview } from '../components/header-file-preview.tsx';
import { SamplePicker } from '../components/sample-picker.tsx';
import { TemplateBody, TemplateButtons } from '../components/template-body.tsx';
import { TemplateState } from '../components/template-state.tsx';
import { TextField } from '../components/text-field.tsx';
import { useApp } from '../store/app-store.ts';
import { tellError } from '../store/feedback/actions.ts';
import { selectUser } from '../store/frame/selectors.ts';
import {
  chooseSample,
  dropMappingDraft,
  editMapping,
  removeMapping,
  saveMapping,
} from '../store/templates/actions.ts';
import { selectChosen, selectMapping } from '../store/templates/reduce.ts';
import { joinParts } from '../words/person-words.ts';
import {
  nameCategory,
  nameLanguage,
  nameMergeCode,
  nameTemplate,
  nameTemplateQuality,
} from '../words/template-words.ts';
import compose from './compose-pane.module.css';
import settings from './settings-page.module.css';
import classes from './templates-page.module.css';

/** One template: what Meta says of it, how it reads for a real record, and where its variables come from. */
export function TemplateDetails() {
  const row = useApp((state) => selectChosen(state.templates));
  if (row === undefined) return <div className={classes['details']} />;
  const { template, notSendableReason, isMappingStale } = row;
  return (
    <section className={classes['details']} aria-label={nameTemplate(template.name)}>
      <header className={classes['details-head']}>
        <h3>{nameTemplate(template.name)}</h3>
        <TemplateState row={row} />
      </header>
      <p className={settings['step-detail']}>
        {joinParts(
          nameCategory(template.category),
          nameLanguage(template.language),
          nameTemplateQuality(template.quality),
        )}
      </p>
      {notSendableReason === undefined ? null : <p className={settings['caution']}>{notSendableReason}</p>}
      {isMappingStale ? (
        <div className={settings['caution']} role="status">
          <TriangleAlert size="0.9375rem" aria-hidden />
          <p>
            This template has other variables at Meta than when they were mapped. Look at each value below and
            save again.
          </p>
        </div>
      ) : null}
      <Preview />
      {row.mapping.length === 0 ? null : <MappingForm />}
    </section>
  );
}

function Preview() {
  const prepared = useApp((state) => state.templates.prepared);
  const sample = useApp((state) => state.templates.sample);
  const fileKind = prepared && findHeaderFileKind(prepared.template);
  return (
    <div className={compose['stage']}>
      <div className={classes['sample']}>
        <SampleField />
      </div>
      {prepared === undefined ? null : (
        <section aria-label={`What ${sample?.name ?? 'somebody'} will see`} className={compose['preview']}>
          {fileKind === undefined ? null : <HeaderFilePreview kind={fileKind} file={undefined} />}
          <TemplateBody rendered={prepared.rendered} />
          <TemplateButtons buttons={prepared.rendered.buttons} />
        </section>
      )}
    </div>
  );
}

const HITS = 8;

function SampleField() {
  const sample = useApp((state) => state.templates.sample);
  const [query, setQuery] = useState('');
  const [hits, setHits] = useState<readonly RecordRow[]>([]);
  useEffect(() => {
    let isStale = false;
    callMain('records:list', { query, offset: 0, limit: HITS })
      .then(({ rows }) => {
        if (!isStale) setHits(rows);
      })
      .catch(tellError);
    return () => {
      isStale = true;
    };
  }, [query]);
  if (sample === undefined) return null;
  return (
    <SamplePicker
      key={sample.recordId}
      label="As it reads for"
      chosenName={sample.name}
      hits={hits}
      onSearch={setQuery}
      onChoose={(row) => chooseSample(row.id, row.name)}
    />
  );
}

function MappingForm() {
  const row = useApp((state) => selectChosen(state.templates));
  const mapping = useApp((state) => selectMapping(state.templates));
  const hasDraft = useApp((state) => state.templates.draft !== undefined);
  const isSaving = useApp((state) => state.templates.isSaving);
  const failure = useApp((state) => state.templates.saveFailure);
  const canEdit = useApp((state) => selectUser(state)?.role === 'administrator');
  return (
    <form
      className={classes['mapping']}
      aria-label="Values of the variables"
      onSubmit={(event) => {
        event.preventDefault();
        void saveMapping();
      }}
    >
      <h4>Values</h4>
      {mapping.map((variable) => (
        <VariableMappingFields key={variable.key} mapping={variable} canEdit={canEdit && !isSaving} />
      ))}
      {failure === undefined ? null : (
        <p className={settings['failure']} role="alert">
          {failure}
        </p>
      )}
      {canEdit ? (
        <div className={settings['actions']}>
          <Button
            type="submit"
            tone="primary"
            disabled={isSaving || (!hasDraft && row?.isMappingStale !== true)}
          >
            {isSaving ? 'Saving…' : 'Save for everybody'}
          </Button>
          {hasDraft ? (
            <Button onClick={dropMappingDraft} disabled={isSaving}>
              Discard changes
            </Button>
          ) : null}
          {row?.isMapped === true && !hasDraft ? (
            <Button onClick={() => void removeMapping()} disabled={isSaving}>
              Back to the suggestion
            </Button>
          ) : null}
        </div>
      ) : (
        <p className={settings['step-detail']}>Your administrator decides where these values come from.</p>
      )}
    </form>
  );
}

const TYPED = 'typed';
const SOURCES: readonly { readonly value: MergeCode | typeof TYPED; readonly label: string }[] = [
  ...MERGE_CODES.map((code) => ({ value: code, label: nameMergeCode(code) })),
  { value: TYPED, label: 'The same text for all' },
];

type VariableMappingFieldsProps = { readonly mapping: VariableMapping; readonly canEdit: boolean };

function VariableMappingFields({ mapping, canEdit }: VariableMappingFieldsProps) {
  const { key, mergeCode, fallback } = mapping;
  const name = describeKey(key);
  return (
    <div className={classes['variable']}>
      <div className={classes['source']}>
        <span className={classes['variable-name']} aria-hidden>
          {name}
        </span>
        <Choice
          label={`Value of ${name}`}
          value={mergeCode ?? TYPED}
          options={SOURCES}
          isDisabled={!canEdit}
          onChoose={(source) =>
            editMapping({ key, fallback, ...(source === TYPED ? {} : { mergeCode: source }) })
          }
        />
      </div>
      <TextField
        label={mergeCode === undefined ? 'Text' : 'Where there is none'}
        aria-label={`${mergeCode === undefined ? 'Text' : 'Fallback'} of ${name}`}
        placeholder="The consultant types it"
        value={fallback}
        disabled={!canEdit}
        onType={(typed) => editMapping({ ...mapping, fallback: typed })}
      />
    </div>
  );
}

/** "body:first_name" as "{{first_name}}", with its place where that is not the body. */
function describeKey(key: string): string {
  const parts = key.split(':');
  const variable = `{{${parts.at(-1) ?? ''}}}`;
  if (parts[0] === 'header') return `${variable} in the header`;
  return parts[0] === 'button' ? `${variable} of button ${Number(parts[1]) + 1}` : variable;
}
