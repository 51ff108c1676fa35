package io.casework.procedure.gate;

import java.util.List;
import java.util.Optional;

/** Knows what the procedures expect of a decision table, beyond what makes it a sound table. */
public interface TableUse {

    /**
     * What is wrong with the new content of a table, in Chinese.
     *
     * @param wrong cells that no procedure understands, such as a post that does not exist
     * @param gap the first case that found its row before and finds none now, or several
     */
    record Answer(List<String> wrong, Optional<String> gap) {
    }

    /**
     * Compares the table in force with the one that is to replace it. Says nothing about what is no table or has other columns now.
     *
     * @param key id of the decision
     * @param inForce file of the version in force
     * @param next file that is to be deployed
     */
    Answer check(String key, byte[] inForce, byte[] next);
}
