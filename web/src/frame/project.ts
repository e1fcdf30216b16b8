import { useParams } from '@tanstack/react-router';
import { useMay } from '../api/me.ts';
import { lastProject } from './last-project.ts';

/** The project of the address, or on screens of none the one that was looked at last. */
export function useProject(): { project: string; may: (permission: string) => string | null } {
  const { project = lastProject() ?? '' } = useParams({ strict: false });
  return { project, may: useMay(project) };
}
