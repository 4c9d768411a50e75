import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { CostRow } from '../components/cost-row.tsx';
import { FilePicker } from '../components/file-picker.tsx';
import { SettingGroup } from '../components/setting-row.tsx';
import { type TypedCostRate, readCostTable } from '../../shared/domain/cost-table.ts';
import type { CallOutput } from '../../shared/ipc/types.ts';
import { callMain, explainError } from '../api.ts';
import { getApp } from '../store/app-store.ts';
import { tell, tellError } from '../store/feedback/actions.ts';
import { nameCostTable } from '../words/info-words.ts';
import { toTypedCosts } from '../words/typed-costs.ts';
import settings from './settings-page.module.css';
import classes from './costs-page.module.css';

const NEW_ROW: TypedCostRate = { country: '', category: '*', validFrom: '', pence: '' };
/** What the relay takes. */
const LONGEST_FILE = 200_000;

/** Global Settings: what messages cost, for the estimates that everybody sees. Typed, or brought in from a spreadsheet. */
export function CostsPage() {
  const [saved, setSaved] = useState<CallOutput<'costs:get'>>();
  const [draft, setDraft] = useState<readonly TypedCostRate[]>();
  const [failure, setFailure] = useState<string>();
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => {
    callMain('costs:get', {}).then(setSaved, tellError);
  }, []);
  if (saved === undefined) return null;
  const rows = draft ?? toTypedCosts(saved.rates);
  const read = readCostTable(rows);
  const edit = (changed: readonly TypedCostRate[]) => {
    setDraft(changed);
    setFailure(undefined);
  };
  const run = async (work: () => Promise<void>) => {
    setIsBusy(true);
    setFailure(undefined);
    await work().catch((error: unknown) => setFailure(explainError(error)));
    setIsBusy(false);
  };
  const save = async () => {
    if (!read.ok) return;
    await callMain('costs:save', { rates: read.table });
    setSaved({ rates: read.table, asOf: getApp().now });
    setDraft(undefined);
    tell('Saved for everybody.');
  };
  const bring = async (file: File) => {
    const csv = file.size > LONGEST_FILE ? undefined : await file.text();
    if (csv === undefined) return setFailure('This file is too large for a table of costs.');
    const { rates } = await callMain('costs:read-file', { csv });
    edit(toTypedCosts(rates));
  };
  return (
    <>
      <header>
        <h2 className={settings['title']}>Message costs</h2>
        <p className={settings['lead']}>
          Meta bills the agency for each message that it delivers. These prices make the estimates that
          everybody sees beside a message and before a template is sent; what Meta has charged, it says
          itself. Meta may change its prices on the first day of a quarter.
        </p>
      </header>
      <SettingGroup title={`Prices, ${nameCostTable(saved.asOf)}`}>
        {rows.map((row, index) => (
          <CostRow
            key={index}
            number={index + 1}
            rate={row}
            problem={read.ok ? undefined : read.problems.find((problem) => problem.row === index)?.sentence}
            isDisabled={isBusy}
            onEdit={(rate) => edit(rows.with(index, rate))}
            onRemove={rows.length === 1 ? undefined : () => edit(rows.toSpliced(index, 1))}
          />
        ))}
        <div className={classes['add']}>
          <Button disabled={isBusy} onClick={() => edit([...rows, NEW_ROW])}>
            Add a price
          </Button>
        </div>
      </SettingGroup>
      {failure === undefined ? null : (
        <p className={settings['failure']} role="alert">
          {failure}
        </p>
      )}
      <div className={settings['actions']}>
        <Button
          tone="primary"
          disabled={isBusy || draft === undefined || !read.ok}
          onClick={() => void run(save)}
        >
          Save for everybody
        </Button>
        {draft === undefined ? null : (
          <Button disabled={isBusy} onClick={() => setDraft(undefined)}>
            Discard changes
          </Button>
        )}
        <span className={settings['spring']} />
        <FilePicker
          label="Import a CSV file…"
          accept=".csv,text/csv"
          isDisabled={isBusy}
          onChoose={(file) => void run(() => bring(file))}
        />
        <Button disabled={isBusy} onClick={() => void run(exportSaved)}>
          Export as CSV…
        </Button>
      </div>
    </>
  );
}

async function exportSaved(): Promise<void> {
  const { isSaved } = await callMain('costs:save-file', {});
  if (isSaved) tell('The prices are written to the file.');
}
