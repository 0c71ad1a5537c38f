package org.vedette.gateway.sip;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where an operator's own sounds lie. */
@ObjectClassDefinition(
    name = "Sounds of calls",
    description = "Sound files of your own that calls play instead of the stock ones.")
public @interface PromptsConfig {
  /** The folder. */
  @AttributeDefinition(
      name = "Folder",
      description =
          "Folder of own sounds: LANGUAGE/NAME.wav, or APPLICATION/LANGUAGE/NAME.wav; 8000 Hz, one"
              + " channel, 16 bits linear or G.711. Looked at every 30 seconds.")
  String folder() default "${karaf.base}/var/prompts";
}
