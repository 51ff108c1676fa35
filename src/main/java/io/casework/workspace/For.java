package io.casework.workspace;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Who may call a page or an interface of ours; on the method, or on its class for all of them. A method without it is shut for everybody. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface For {

    /** The posts; the site is asked by the method itself. */
    Audience value();
}
