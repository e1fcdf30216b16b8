import { Refusal } from './refusal.ts';

/** What is asked for, or null when it is not there: also for what is deleted a second time. */
export async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return null;
    throw error;
  }
}
