import { api } from '../../api/client.ts';
import { List, pageSize, useListPlace } from '../../parts/list.tsx';
import { Answered } from '../../parts/note.tsx';
import { imageColumns, useImageActions } from '../images/images.tsx';
import { ImportDialog } from '../images/import-dialog.tsx';

/** What everybody can make VMs of: the catalogue, and what staff has imported or made public. */
export function PublicImages() {
  const [{ page = 1 }] = useListPlace('images');
  const params = { query: { page, page_size: pageSize } };
  const query = api.useQuery('get', '/api/openstack-images/', { params });
  const actions = useImageActions();
  return (
    <Answered query={query}>
      {({ results }) => {
        const rows = results.filter(({ project }) => project === null);
        return (
          <List
            within="images"
            title="Public images"
            noun="image"
            rows={rows}
            total={rows.length}
            columns={imageColumns}
            id={({ uuid }) => uuid}
            name={({ name }) => name}
            text={({ name, uuid, catalogue }) => `${name} ${uuid} ${catalogue ?? ''}`}
            choices={[{ value: 'known', label: 'Of the catalogue', has: ({ catalogue }) => catalogue !== null }]}
            create={{ label: 'Import for everybody', why: null, dialog: () => <ImportDialog project={null} /> }}
            about="There is no image that everybody can make VMs of."
            actions={actions}
          />
        );
      }}
    </Answered>
  );
}
