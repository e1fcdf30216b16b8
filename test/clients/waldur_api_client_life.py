"""A whole life of a VM by waldur-api-client, which is strict about every status, enum and key that it gets."""

import os
import sys

from life import KEY, PROJECT, URL, said, until
from waldur_api_client import AuthenticatedClient, Client
from waldur_api_client.api.api_auth import api_auth_password
from waldur_api_client.api.customers import customers_list
from waldur_api_client.api.keys import keys_create, keys_destroy, keys_list
from waldur_api_client.api.marketplace_categories import marketplace_categories_list
from waldur_api_client.api.marketplace_orders import marketplace_orders_create, marketplace_orders_list, marketplace_orders_retrieve
from waldur_api_client.api.marketplace_plans import marketplace_plans_list
from waldur_api_client.api.marketplace_public_offerings import marketplace_public_offerings_list, marketplace_public_offerings_plans_list
from waldur_api_client.api.marketplace_resources import marketplace_resources_list, marketplace_resources_retrieve, marketplace_resources_terminate
from waldur_api_client.api.openstack_flavors import openstack_flavors_list
from waldur_api_client.api.openstack_floating_ips import openstack_floating_ips_destroy, openstack_floating_ips_list, openstack_floating_ips_retrieve
from waldur_api_client.api.openstack_images import openstack_images_list
from waldur_api_client.api.openstack_instances import (
    openstack_instances_backup,
    openstack_instances_change_flavor,
    openstack_instances_console_log_retrieve,
    openstack_instances_list,
    openstack_instances_partial_update,
    openstack_instances_restart,
    openstack_instances_retrieve,
    openstack_instances_start,
    openstack_instances_stop,
    openstack_instances_update_floating_ips,
    openstack_instances_update_security_groups,
)
from waldur_api_client.api.openstack_networks import openstack_networks_create_subnet, openstack_networks_destroy, openstack_networks_list
from waldur_api_client.api.openstack_ports import openstack_ports_list
from waldur_api_client.api.openstack_security_groups import openstack_security_groups_destroy, openstack_security_groups_list, openstack_security_groups_set_rules
from waldur_api_client.api.openstack_subnets import openstack_subnets_destroy, openstack_subnets_list
from waldur_api_client.api.openstack_tenants import (
    openstack_tenants_create_floating_ip,
    openstack_tenants_create_network,
    openstack_tenants_create_security_group,
    openstack_tenants_retrieve,
)
from waldur_api_client.api.openstack_backups import (
    openstack_backups_destroy,
    openstack_backups_list,
    openstack_backups_restore,
    openstack_backups_retrieve,
)
from waldur_api_client.api.openstack_snapshots import (
    openstack_snapshots_destroy,
    openstack_snapshots_list,
    openstack_snapshots_restorations_list,
    openstack_snapshots_restore,
    openstack_snapshots_retrieve,
)
from waldur_api_client.api.openstack_volume_types import openstack_volume_types_list
from waldur_api_client.api.openstack_volumes import (
    openstack_volumes_attach,
    openstack_volumes_detach,
    openstack_volumes_extend,
    openstack_volumes_list,
    openstack_volumes_retrieve,
    openstack_volumes_snapshot,
)
from waldur_api_client.api.projects import projects_list
from waldur_api_client.api.users import users_me_retrieve
from waldur_api_client.errors import UnexpectedStatus
from waldur_api_client.models import (
    CoreAuthToken,
    CoreStates,
    InstanceFlavorChangeRequest,
    ObtainAuthTokenRequest,
    OpenStackCreateFloatingIPRequest,
    OpenStackCreateInstancePortRequest,
    OpenStackFloatingIPRequest,
    OpenStackInstanceCreateOrderAttributes,
    OpenStackInstanceFloatingIPsUpdateRequest,
    OpenStackInstanceSecurityGroupsUpdateRequest,
    OpenStackNetworkRequest,
    OpenStackSecurityGroupRequest,
    OpenStackSecurityGroupRuleCreateRequest,
    OpenStackSecurityGroupRuleUpdateRequest,
    OpenStackSubNetRequest,
    OpenStackBackupRequest,
    OpenStackBackupRestorationRequest,
    OpenStackSnapshotRequest,
    OpenStackSnapshotRestorationRequest,
    OpenStackVolumeCreateOrderAttributes,
    OpenStackVolumeExtendRequest,
    OrderCreateRequest,
    OrderState,
    PatchedOpenStackInstanceRequest,
    ResourceTerminateRequest,
    ResourceTerminateRequestTerminationAttributes,
    SshKeyRequest,
    VolumeAttachRequest,
)

anonymous = Client(base_url=URL)
login = api_auth_password.sync(
    client=anonymous,
    body=ObtainAuthTokenRequest(username=os.environ["WALDUR_USERNAME"], password=os.environ["WALDUR_PASSWORD"]),
)
assert isinstance(login, CoreAuthToken)
client = AuthenticatedClient(base_url=URL, token=login.token)
said("log in")


def only(found):
    assert len(found) == 1, found
    return found[0]


me = users_me_retrieve.sync(client=client)
assert me.username == os.environ["WALDUR_USERNAME"]
customers_list.sync(client=client)
project = only(projects_list.sync(client=client, name_exact=PROJECT))
offering = only(marketplace_public_offerings_list.sync(client=client, name_exact="Virtual machine", project_uuid=project.uuid))
tenant = offering.scope_uuid
flavor = only(openstack_flavors_list.sync(client=client, name_exact="tiny", tenant_uuid=tenant))
image = only(openstack_images_list.sync(client=client, name_exact="Tiny Linux", tenant_uuid=tenant))
subnet = only(openstack_subnets_list.sync(client=client, name_exact="default", tenant_uuid=tenant))
assert openstack_tenants_retrieve.sync(tenant, client=client).uuid == tenant
assert openstack_volume_types_list.sync(client=client, tenant_uuid=tenant)
assert marketplace_categories_list.sync(client=client)
assert marketplace_plans_list.sync(client=client, offering_uuid=offering.uuid)
assert marketplace_public_offerings_plans_list.sync(offering.uuid, client=client)
said("look up")

key = keys_create.sync(client=client, body=SshKeyRequest(name="py-client", public_key=KEY))
assert only(keys_list.sync(client=client, name_exact="py-client")).uuid == key.uuid
said("ssh key")


def order_done(uuid) -> None:
    def done() -> bool:
        order = marketplace_orders_retrieve.sync(uuid, client=client)
        assert order.state != OrderState.ERRED, order.error_message
        return order.state == OrderState.DONE

    until(f"order {uuid}", done)


attributes = OpenStackInstanceCreateOrderAttributes(
    name="py-client",
    flavor=flavor.url,
    image=image.url,
    ports=[OpenStackCreateInstancePortRequest(subnet=subnet.url)],
    floating_ips=[OpenStackCreateFloatingIPRequest(subnet=subnet.url)],
    system_volume_size=1024,
    data_volume_size=1024,
    ssh_public_key=key.url,
    description="by waldur-api-client",
)
order = marketplace_orders_create.sync(
    client=client,
    body=OrderCreateRequest(
        offering=offering.url, project=project.url, attributes=attributes, accepting_terms_of_service=True
    ),
)
assert order.state == OrderState.EXECUTING, order.state
vm = order.resource_uuid
order_done(order.uuid)
assert marketplace_orders_list.sync(client=client, resource_uuid=vm)
said("order a VM")


def instance():
    return openstack_instances_retrieve.sync(vm, client=client)


def settled(runtime_state: str) -> None:
    def done() -> bool:
        found = instance()
        assert found.state != CoreStates.ERRED, found.error_message
        return found.state == CoreStates.OK and found.runtime_state == runtime_state

    until(f"{runtime_state} of {vm}", done)


shown = instance()
assert shown.runtime_state == "ACTIVE" and shown.external_ips and shown.internal_ips
assert len(shown.volumes) == 2 and len(shown.ports) == 1
resource = only(marketplace_resources_list.sync(client=client, offering_type="OpenStack.Instance", name_exact="py-client"))
assert marketplace_resources_retrieve.sync(resource.uuid, client=client).scope == shown.url
assert only(openstack_instances_list.sync(client=client, name_exact="py-client")).uuid == vm
assert isinstance(openstack_instances_console_log_retrieve.sync(vm, client=client), str)
assert openstack_ports_list.sync(client=client, tenant_uuid=tenant)
said("look at it")

openstack_instances_partial_update.sync(vm, client=client, body=PatchedOpenStackInstanceRequest(name="py-client", description="new"))
assert instance().description == "new"
openstack_instances_restart.sync(vm, client=client)
settled("ACTIVE")
openstack_instances_stop.sync(vm, client=client)
settled("SHUTOFF")
said("stop")

small = only(openstack_flavors_list.sync(client=client, name_exact="small", tenant_uuid=tenant))
openstack_instances_change_flavor.sync(vm, client=client, body=InstanceFlavorChangeRequest(flavor=small.url))
settled("SHUTOFF")
assert instance().ram == 1024
openstack_instances_start.sync(vm, client=client)
settled("ACTIVE")
said("resize and start")

second = openstack_tenants_create_floating_ip.sync(tenant, client=client, body=OpenStackFloatingIPRequest())
until(
    "the floating IP",
    lambda: openstack_floating_ips_retrieve.sync(second.uuid, client=client).state == CoreStates.OK,
)
wanted = OpenStackCreateFloatingIPRequest(url=second.url, subnet=subnet.url)
openstack_instances_update_floating_ips.sync(
    vm, client=client, body=OpenStackInstanceFloatingIPsUpdateRequest(floating_ips=[wanted])
)
settled("ACTIVE")
assert instance().external_ips == [second.address], (instance().external_ips, second.address)
said("floating IP")

group = openstack_tenants_create_security_group.sync(
    tenant,
    client=client,
    body=OpenStackSecurityGroupRequest(
        name="py-client",
        rules=[OpenStackSecurityGroupRuleCreateRequest(protocol="tcp", from_port=22, to_port=22, cidr="0.0.0.0/0")],
    ),
)
openstack_security_groups_set_rules.sync(
    group.uuid,
    client=client,
    body=[OpenStackSecurityGroupRuleUpdateRequest(protocol="tcp", from_port=22, to_port=80, cidr="0.0.0.0/0")],
)
assert only(openstack_security_groups_list.sync(client=client, name_exact="py-client", tenant_uuid=tenant)).rules
openstack_instances_update_security_groups.sync(
    vm, client=client, body=OpenStackInstanceSecurityGroupsUpdateRequest(security_groups=[group.url])
)
settled("ACTIVE")
assert [each.name for each in instance().security_groups] == ["py-client"]
said("security group")

network = openstack_tenants_create_network.sync(tenant, client=client, body=OpenStackNetworkRequest(name="py-client"))
added = openstack_networks_create_subnet.sync(
    network.uuid, client=client, body=OpenStackSubNetRequest(name="py-client", cidr="10.77.0.0/24")
)
assert any(each.uuid == network.uuid for each in openstack_networks_list.sync(client=client, tenant_uuid=tenant))
openstack_subnets_destroy.sync_detailed(added.uuid, client=client)
openstack_networks_destroy.sync_detailed(network.uuid, client=client)
said("network")

volumes = only(marketplace_public_offerings_list.sync(client=client, type_=["OpenStack.Volume"], project_uuid=project.uuid))
order = marketplace_orders_create.sync(
    client=client,
    body=OrderCreateRequest(
        offering=volumes.url,
        project=project.url,
        attributes=OpenStackVolumeCreateOrderAttributes(name="py-volume", size=1024),
        accepting_terms_of_service=True,
    ),
)
volume = order.resource_uuid
order_done(order.uuid)


def volume_settled(runtime_state: str) -> None:
    def done() -> bool:
        found = openstack_volumes_retrieve.sync(volume, client=client)
        assert found.state != CoreStates.ERRED, found.error_message
        return found.state == CoreStates.OK and found.runtime_state == runtime_state

    until(f"{runtime_state} of volume {volume}", done)


openstack_volumes_attach.sync(volume, client=client, body=VolumeAttachRequest(instance=shown.url))
volume_settled("in-use")
settled("ACTIVE")
openstack_volumes_extend.sync(volume, client=client, body=OpenStackVolumeExtendRequest(disk_size=2048))
volume_settled("in-use")
assert openstack_volumes_retrieve.sync(volume, client=client).size == 2048
settled("ACTIVE")
openstack_volumes_detach.sync(volume, client=client)
volume_settled("available")
assert openstack_volumes_list.sync(client=client, tenant_uuid=tenant)
settled("ACTIVE")
backup = openstack_instances_backup.sync(vm, client=client, body=OpenStackBackupRequest(name="py-backup"))
until("the backup", lambda: openstack_backups_retrieve.sync(backup.uuid, client=client).state == CoreStates.OK)
assert openstack_backups_list.sync(client=client, instance_uuid=vm)[0].instance_name == "py-client"
request = OpenStackBackupRestorationRequest(flavor=small.url, ports=[], floating_ips=[], name="py-restored")
other = openstack_backups_restore.sync(backup.uuid, client=client, body=request).uuid
until("the restored VM", lambda: openstack_instances_retrieve.sync(other, client=client).state == CoreStates.OK)
assert openstack_backups_retrieve.sync(backup.uuid, client=client).restorations[0].name == "py-restored"
force = ResourceTerminateRequestTerminationAttributes.from_dict({"action": "force_destroy", "delete_volumes": True})
answer = marketplace_resources_terminate.sync(other, client=client, body=ResourceTerminateRequest(attributes=force))
order_done(answer.order_uuid)
openstack_backups_destroy.sync_detailed(backup.uuid, client=client)
until("no backup", lambda: not openstack_backups_list.sync(client=client, tenant_uuid=tenant))
said("backup")
snapshot = openstack_volumes_snapshot.sync(volume, client=client, body=OpenStackSnapshotRequest(name="py-snapshot"))
until("the snapshot", lambda: openstack_snapshots_retrieve.sync(snapshot.uuid, client=client).state == CoreStates.OK)
request = OpenStackSnapshotRestorationRequest(name="py-copy")
copy = openstack_snapshots_restore.sync(snapshot.uuid, client=client, body=request)
assert openstack_snapshots_restorations_list.sync(snapshot.uuid, client=client)[0].volume_name == "py-copy"
until("the copy", lambda: openstack_volumes_retrieve.sync(copy.uuid, client=client).state == CoreStates.OK)
# the client has no function for a volume that was not ordered
assert client.get_httpx_client().delete(f"/api/openstack-volumes/{copy.uuid}/").status_code == 204
openstack_snapshots_destroy.sync_detailed(snapshot.uuid, client=client)
until("no snapshot", lambda: not openstack_snapshots_list.sync(client=client, tenant_uuid=tenant))
said("snapshot")
order_done(marketplace_resources_terminate.sync(volume, client=client, body=ResourceTerminateRequest()).order_uuid)
said("volume")

openstack_instances_stop.sync(vm, client=client)
settled("SHUTOFF")
ending = ResourceTerminateRequestTerminationAttributes.from_dict({"delete_volumes": True, "release_floating_ips": False})
answer = marketplace_resources_terminate.sync(vm, client=client, body=ResourceTerminateRequest(attributes=ending))
order_done(answer.order_uuid)
try:
    gone = instance()
    assert False, f"still there: {gone.state}"
except UnexpectedStatus as error:
    assert error.status_code == 404
assert not marketplace_resources_list.sync(client=client, name_exact="py-client")
said("terminate")

for each in openstack_floating_ips_list.sync(client=client, tenant_uuid=tenant, free=True):
    openstack_floating_ips_destroy.sync_detailed(each.uuid, client=client)
openstack_security_groups_destroy.sync_detailed(group.uuid, client=client)
keys_destroy.sync_detailed(key.uuid, client=client)
said("clean up")
sys.exit(0)
