import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

/** An image that a project has brought itself. */
const own = { name: 'web', catalogue: null, source_url: null, checksum_url: null };
const shownFor =
  'It is shown for one project, whose quotas and counts it has: that of `project_uuid`, else the first that you see.';

export const catalogue: Descriptions = {
  marketplace_offerings_list: {
    does: 'What can be ordered, with its plans and their prices, by name. What cannot be ordered now is left out unless `state` asks for it.',
    needs: 'token',
  },
  marketplace_offerings_retrieve: { does: 'One offering with its plans and their prices.', needs: 'token' },
  marketplace_public_offerings_list: {
    does: `What can be ordered, as Waldur shows it. ${shownFor} What is archived is left out unless \`state\` asks for it.`,
    needs: 'token',
  },
  marketplace_public_offerings_retrieve: { does: `One offering, as Waldur shows it. ${shownFor}`, needs: 'token' },
  marketplace_public_offerings_plans_list: {
    does: 'The plans of an offering that can be ordered, the cheapest first.',
    needs: 'token',
    answers: { 404: 'There is no such offering, or no such page.' },
  },
  marketplace_public_offerings_plans_retrieve: {
    does: 'One plan of an offering, also one that is archived.',
    needs: 'token',
  },
  marketplace_categories_list: {
    does: 'The categories that offerings are in, and how many are in each.',
    needs: 'token',
  },
  marketplace_categories_retrieve: { does: 'One category of offerings, and how many are in it.', needs: 'token' },
  marketplace_plans_list: { does: 'The plans of all offerings, also those that are archived.', needs: 'token' },
  marketplace_plans_retrieve: { does: 'One plan with its price, and the offering that it is of.', needs: 'token' },
  openstack_flavors_list: { does: 'The sizes that VMs can have, the smallest first.', needs: 'token' },
  openstack_flavors_retrieve: { does: 'One size that VMs can have: processors, memory and disk.', needs: 'token' },
  openstack_flavors_create: {
    does: 'Offers a size of VMs, for everybody and every offering of VMs.',
    needs: 'CLOUD.OPERATE',
    answers: { 201: 'The flavor.' },
  },
  openstack_flavors_destroy: {
    does: 'Offers a size no more. VMs that have it keep it.',
    needs: 'CLOUD.OPERATE',
    answers: {
      204: 'It cannot be ordered any more.',
      409: 'An offering has it as its own, and could not be ordered without.',
    },
    refuses: { 409: new Problem('in-use', 'An offering has this flavor as its own: it cannot be ordered without.') },
  },
  openstack_images_list: {
    does: `The images that VMs can be made from: the public ones and those of your projects. Those with a \`catalogue\` key are well-known cloud
images, downloaded from their publishers, and checked, on first use.`,
    needs: 'token',
  },
  openstack_images_retrieve: {
    does: 'One image, and how far it is while it is being made ready. Public ones are seen by everybody.',
    needs: 'role',
  },
  openstack_images_create: {
    does: `Imports an image by URL, takes a well-known one by its \`catalogue\` key, or announces one that is uploaded by \`PUT …/file/\`. It is qcow2
or raw. The checksum is verified, and the file inspected, before anything uses it. Public images are made by staff, who leave \`project\` out, with a login or a token without limits and end.`,
    needs: 'IMAGE.MANAGE',
    answers: { 201: 'The image. It can be used when its state is ready; `progress` and `message` say how far it is.' },
    example: () => ({ ...own, state: 'importing', size: null, progress: 0.2, message: 'downloading' }),
  },
  openstack_images_partial_update: {
    does: 'Changes what is said about an image: name, description, login user, what it needs, and who sees it. Its bytes never change.',
    needs: 'IMAGE.MANAGE',
    answers: { 200: 'The image as it is now.', 409: 'VMs of others use it, and could not if it were hidden.' },
    refuses: {
      409: new Problem(
        'in-use',
        'VMs or volumes of other projects use this image: it stays public until they are deleted.',
      ),
    },
  },
  openstack_images_destroy: {
    does: 'Deletes an image that no VM and no volume uses, with its file.',
    needs: 'IMAGE.MANAGE',
    answers: {
      204: 'It is gone.',
      409: 'VMs or volumes use it, for their disks stand on it; or it is being made of a disk.',
    },
    refuses: {
      409: new Problem('in-use', 'VMs or volumes use this image: their disks stand on it. Delete them first.'),
    },
  },
  openstack_images_pull: {
    does: 'Makes an image ready now that would be on first use, or tries again after a failure.',
    needs: 'IMAGE.MANAGE',
    answers: {
      202: 'The download is begun: read the image to see how far it is.',
      409: 'It is ready, or there is nothing to download.',
    },
    refuses: { 409: new Problem('wrong-state', 'Valid states for operation: pending, erred. The image is ready.') },
    example: () => ({ detail: 'pull was scheduled; GET the image shows how far it is' }),
  },
  openstack_images_file_update: {
    does: 'Uploads the content of an image that was announced: the qcow2 or raw file itself, as `application/octet-stream`. It answers when the file was checked and is ready.',
    needs: 'IMAGE.MANAGE',
    answers: {
      200: 'The image, ready to use.',
      408: 'The upload was too slow, or took too long.',
      409: 'It has its content already, or another upload is under way.',
      413: 'The file is too large for what the host keeps.',
      422: 'The file is no qcow2 or raw image, has another checksum than was announced, or did not arrive whole.',
      507: 'The disk of the host has no room for it.',
    },
    refuses: {
      408: new Problem('upload-slow', 'The upload brought 12 bytes a second for 60 s: at least 16384 must come.'),
      409: new Problem('upload-running', 'Another upload of this image is under way.'),
      413: new Problem('image-too-large', 'The file is larger than an image may be.'),
      415: new Problem('unsupported-media-type', 'Send the file itself as application/octet-stream.'),
      422: new Problem('image-checksum-mismatch', 'The file is not the one that was announced.'),
      507: new Problem('host-disk-full', 'The disk of the host has 512 MiB too little for this.'),
    },
    example: () => ({ ...own, state: 'ready' }),
  },
};
