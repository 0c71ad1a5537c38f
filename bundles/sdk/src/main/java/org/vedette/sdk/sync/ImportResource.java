package org.vedette.sdk.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.ws.rs.Consumes;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import javax.ws.rs.core.SecurityContext;
import org.jspecify.annotations.Nullable;
import org.vedette.api.directory.DirectoryEntry;
import org.vedette.api.sync.ImportOrder;
import org.vedette.api.sync.SyncDesk;
import org.vedette.api.sync.SyncProfile;
import org.vedette.api.sync.SyncRules;
import org.vedette.sdk.http.Caller;
import org.vedette.sdk.http.Fields;
import org.vedette.sdk.http.Problem;
import org.vedette.sdk.http.ProblemDocument;
import org.vedette.sdk.http.ProblemMapper;
import org.vedette.sdk.service.Installed;
import org.vedette.sdk.service.Plugins;

/** People picked from a directory and taken over by hand. */
@Path("/import")
@ApiResponse(
    responseCode = "default",
    description = "a problem",
    content =
        @Content(
            mediaType = ProblemMapper.MEDIA_TYPE,
            schema = @Schema(implementation = ProblemDocument.class)))
@Tag(name = "synchronization")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ImportResource {
  /**
   * Whom to import, and how: the fields of an item that are about people, without fates.
   *
   * @param directory name of the directory
   * @param entries identities of entries; or container, or group
   * @param container distinguished name of the place whose people are meant
   * @param group identity of the group whose people are meant
   * @param nested whether what lies deeper, and groups in the group, count; true if left out
   * @param dryRun whether nothing is written
   * @param adopt whether users of the same name who were made by hand are taken over
   * @param update whether users who are there take over what has changed; true if left out
   * @param firstPin whether new users get a random PIN by mail
   * @param method method used first
   * @param mode mode in which new users are enrolled in it
   */
  @Schema(name = "ImportOrder")
  public record OrderBody(
      String directory,
      List<String> entries,
      @Nullable String container,
      @Nullable String group,
      boolean nested,
      boolean dryRun,
      boolean adopt,
      boolean update,
      boolean firstPin,
      @Nullable String method,
      @Nullable String mode) {}

  private final Installed installed;
  private final Plugins plugins;
  private final RulesForm form;
  private final InstantSource clock;

  /** Takes the services. */
  public ImportResource(Installed installed, Plugins plugins, InstantSource clock) {
    this.clock = clock;
    this.installed = installed;
    this.plugins = plugins;
    this.form = new RulesForm(plugins.methods()::keys);
  }

  /** Imports people. */
  @POST
  @Operation(
      operationId = "importPeople",
      summary = "Import people, or update those who are users; factors are never reset",
      description =
          "Beside the fields shown all of an item that are about people may be given: add,"
              + " enableNew, needPhone, overwritePhone, mails, username, phones, backupPhones,"
              + " languages, userGroup. The run is looked at under /sync/runs.")
  @ApiResponse(
      responseCode = "202",
      description = "begun",
      content = @Content(schema = @Schema(implementation = RunView.class)))
  public Response load(
      @RequestBody(content = @Content(schema = @Schema(implementation = OrderBody.class)))
          ObjectNode body,
      @Context SecurityContext caller) {
    Fields fields = new Fields(body);
    String directory = ItemForm.directory(fields.needText("directory", 1, 32, "corp"), fields);
    Set<String> entries =
        new HashSet<>(
            fields
                .texts("entries", ImportOrder.MOST, DirectoryEntry.LONGEST_ID, "an identity")
                .orElse(List.of()));
    Optional<String> container = ItemForm.container(fields, Optional.empty());
    Optional<String> group =
        fields.text("group", 1, DirectoryEntry.LONGEST_ID, "identity of a group");
    boolean nested = fields.bool("nested").orElse(true);
    boolean dry = fields.bool("dryRun").orElse(false);
    SyncRules rules = form.rules(SyncRules.USUAL, fields, false);
    SyncProfile profile = form.profile(SyncProfile.USUAL, fields);
    fields.end();
    int picked = (entries.isEmpty() ? 0 : 1) + (container.isPresent() ? 1 : 0);
    if (picked + (group.isPresent() ? 1 : 0) != 1) {
      throw fields.bad("entries", "give entries, or container, or group: one of them");
    }
    needs(directory);
    SyncDesk desk = installed.sync();
    ImportOrder order =
        new ImportOrder(directory, entries, container, group, nested, rules, profile, dry);
    return SyncResource.begun(desk, desk.load(order, Caller.actor(caller)), clock.instant());
  }

  private void needs(String directory) {
    if (plugins.sources().find(directory).isEmpty()) {
      throw Problem.notFound("directory that can be read", directory);
    }
  }
}
