import { Button, FileInput, Group, Modal, Progress, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { api, queries } from '../../api/client.ts';
import { ApiProblem, told } from '../../api/problem.ts';
import { Note } from '../../parts/note.tsx';
import { useDialogs } from '../../parts/dialogs.tsx';
import { bytes } from '../../parts/words.ts';
import { upload } from './upload.ts';

interface Upload {
  /** How much has gone, 0 to 1; null: nothing is being sent. */
  part: number | null;
  failed: unknown;
  /** It is known to the cloud, and waits for its file. */
  announced: boolean;
  send: (about: { name: string; user: string }, file: File) => Promise<void>;
}

/** Announces an image and sends its file; one whose sending broke is sent again from its beginning, to the same image. */
function useUpload(project: string, done: () => void): Upload {
  const make = api.useMutation('post', '/api/openstack-images/');
  const [image, setImage] = useState<string | null>(null);
  const [part, setPart] = useState<number | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const leaving = useRef(new AbortController());
  useEffect(() => () => leaving.current.abort(), []);
  const send: Upload['send'] = async ({ name, user }, file) => {
    setFailed(null);
    setPart(0);
    try {
      const needs = { readiness: 'cloud-init', min_disk: 1024, min_ram: 512, is_rescue_image: false } as const;
      const uuid = image ?? (await make.mutateAsync({ body: { project, name, ssh_user: user, ...needs } })).uuid;
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
  const [about, setAbout] = useState({ name: '', user: 'root' });
  const wrong = failed instanceof ApiProblem ? failed.fields : new Map<string, string>();
  function sent(event: FormEvent): void {
    event.preventDefault();
    if (file !== null) void send(about, file);
  }
  const { name, user } = about;
  return (
    <Modal opened onClose={close} title="Upload an image" centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <form noValidate onSubmit={sent}>
        <Stack gap="sm">
          <FileInput label="File" description="A disk image: qcow2 or raw" value={file} onChange={setFile} clearable />
          <Line label="Name" value={name} error={wrong.get('name')} change={(to) => setAbout({ name: to, user })} />
          <Line
            label="Log in as"
            value={user}
            error={wrong.get('ssh_user')}
            change={(to) => setAbout({ name, user: to })}
          />
          {part !== null && file !== null && <Sent part={part} size={file.size} />}
          {failed !== null && wrong.size === 0 && (
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
  error: string | undefined;
  change: (value: string) => void;
}

function Line({ label, value, error, change }: LineProps) {
  return (
    <TextInput label={label} value={value} error={error} onChange={(event) => change(event.currentTarget.value)} />
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
