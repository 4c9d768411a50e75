import { Combobox } from '@base-ui/react/combobox';
import { useId } from 'react';
import type { RecordRow } from '../../shared/ipc/views.ts';
import { joinParts } from '../words/person-words.ts';
import { classNames } from './class-names.ts';
import field from './text-field.module.css';
import popup from './popup.module.css';
import classes from './sample-picker.module.css';

type SamplePickerProps = {
  readonly label: string;
  /** What the field shows until somebody types. */
  readonly chosenName: string;
  readonly hits: readonly RecordRow[];
  readonly onSearch: (query: string) => void;
  readonly onChoose: (row: RecordRow) => void;
};

/** Finds one record by name, email or number, as one types. */
export function SamplePicker({ label, chosenName, hits, onSearch, onChoose }: SamplePickerProps) {
  const id = useId();
  return (
    <Combobox.Root
      items={hits}
      // Main has searched already, by more than the name.
      filter={null}
      itemToStringLabel={(row: RecordRow) => row.name}
      defaultInputValue={chosenName}
      onInputValueChange={(query, { reason }) => {
        if (reason === 'input-change') onSearch(query);
      }}
      onValueChange={(row: RecordRow | null) => {
        if (row !== null) onChoose(row);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <Combobox.Input
        id={id}
        className={classNames(field['input'], classes['input'])}
        placeholder="Name, email or number"
        onFocus={(event) => event.target.select()}
      />
      <Combobox.Portal>
        <Combobox.Positioner className={popup['positioner']} sideOffset={4} align="start">
          <Combobox.Popup className={popup['popup']}>
            <Combobox.Empty>
              <p className={classes['empty']}>Nobody found.</p>
            </Combobox.Empty>
            <Combobox.List>
              {(row: RecordRow) => (
                <Combobox.Item key={row.id} value={row} className={popup['item']}>
                  {row.name}
                  <span className={popup['hint']}>{joinParts(row.jobTitle, row.company)}</span>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
