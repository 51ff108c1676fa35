/** The work contact slip 《工作联系单》: from the clerk through the director to the developer's project department and back (AS-REC). */
@org.springframework.modulith.ApplicationModule(displayName = "整改")
package io.casework.rectification;
