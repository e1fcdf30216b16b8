import { Button, FileInput, Group, Modal, Progress, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api, queries } from '../../api/client.ts';
import { ApiProblem, told } from '../../api/problem.ts';
import { Note } from '../../parts/note.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import { bytes } from '../../parts/words.ts';
import { sumOf, upload } from './upload.ts';

interface Upload {
  /** How much has gone, 0 to 1; null: nothing is being sent. */
  part: number | null;
  failed: unknown;
  /** It is known to the cloud, and waits for its file. */
  announced: boolean;
  send: (about: About, file: File) => Promise<void>;
}

/** What is said of an image; `sha256` is of its file. */
interface About {
  name: string;
  user: string;
  sha256: string;
}

/** Announces an image and sends its file; one whose sending broke is sent again from its beginning, to the same image. */
function useUpload(project: string, done: () => void): Upload {
  const make = api.useMutation('post', '/api/openstack-images/');
  const [image, setImage] = useState<string | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  const send: Upload['send'] = async ({ name, user, sha256 }, file) => {
    setFailed(null);
    setPart(0);
    try {
      const needs = { readiness: 'cloud-init', min_disk: 1024, min_ram: 512, is_rescue_image: false } as const;
      const uuid =
        image ?? (await make.mutateAsync({ body: { project, name, ssh_user: user, sha256, ...needs } })).uuid;
      setImage(uuid);
      await upload(uuid, file, setPart, leaving.current.signal);
      await queries.invalidateQueries();
      done();
    } catch (error) {
      setFailed(error);
      setPart(null);
    }
  };
  return { part, failed, announced: image !== null, send };
}

export function UploadDialog({ project }: { project: string }) {
  const { close } = useDialogs();
  const { part, failed, announced, send } = useUpload(project, close);
  const [file, setFile] = useState<File | null>(null);
  const [about, setAbout] = useState<About>({ name: '', user: 'root', sha256: '' });
  const wrong = failed instanceof ApiProblem ? failed.fields : new Map<string, string>();
  function sent(event: FormEvent): void {
    event.preventDefault();
    if (file !== null) void send(about, file);
  }
  const say = (some: Partial<About>): void => setAbout((before) => ({ ...before, ...some }));
  async function choose(chosen: File | null): Promise<void> {
    setFile(chosen);
    say({ sha256: chosen === null ? '' : await sumOf(chosen) });
  }
  const { name, user, sha256 } = about;
  const known = ['name', 'ssh_user', 'sha256'].some((field) => wrong.has(field));
  return (
    <Modal opened onClose={close} title="Upload an image" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={sent}>
        <Stack gap="sm">
          <FileInput
            label="File"
            description="A disk image: qcow2 or raw"
            value={file}
            onChange={(chosen) => void choose(chosen)}
            clearable
            clearButtonProps={{ 'aria-label': 'Take no file' }}
          />
          <Line label="Name" value={name} error={wrong.get('name')} change={(to) => say({ name: to })} />
          <Line label="Log in as" value={user} error={wrong.get('ssh_user')} change={(to) => say({ user: to })} />
          <Line
            label="SHA-256"
            hint="Of the file, as sha256sum says it: what has arrived is held to it"
            value={sha256}
            error={wrong.get('sha256')}
            change={(to) => say({ sha256: to.trim() })}
          />
          {part !== null && file !== null && <Sent part={part} size={file.size} />}
          {failed !== null && !known && (
            <Note title="Not uploaded" {...told(failed)}>
              {announced && <Text size="sm">The image is announced: its file can be sent again.</Text>}
            </Note>
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              Leave it
            </Button>
            <Button type="submit" disabled={file === null} loading={part !== null}>
              Upload
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface LineProps {
  label: string;
  value: string;
  hint?: string;
  error: string | undefined;
  change: (value: string) => void;
}

function Line({ label, hint, value, error, change }: LineProps) {
  return (
    <TextInput
      label={label}
      description={hint}
      value={value}
      error={error}
      onChange={(event) => change(event.currentTarget.value)}
    />
  );
}

function Sent({ part, size }: { part: number; size: number }) {
  return (
    <div role="status">
      <Text size="sm">
        {bytes(part * size)} of {bytes(size)} sent; what comes last is the check of what it is.
      </Text>
      <Progress value={part * 100} aria-label="Sent" />
    </div>
  );
}
