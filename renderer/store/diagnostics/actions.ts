import { callMain } from '../../api.ts';
import { tell, tellError } from '../feedback/actions.ts';

export async function copyDiagnostics(): Promise<void> {
  tell('Gathering the diagnostics…');
  try {
    await callMain('diagnostics:copy', {});
    tell('The diagnostics were copied. They hold no names, numbers or messages.');
  } catch (error) {
    tellError(error);
  }
}

export async function saveDiagnostics(): Promise<void> {
  try {
    const { isSaved } = await callMain('diagnostics:save', {});
    if (isSaved) tell('The diagnostics were saved. They hold no names, numbers or messages.');
  } catch (error) {
    tellError(error);
  }
}
