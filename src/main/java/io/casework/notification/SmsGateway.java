package io.casework.notification;

/** Sends text messages. There is none where no supplier is configured. */
interface SmsGateway {

    /**
     * @param requestId the same for every attempt at the same delivery, 32 characters
     * @param phone the number as it was entered
     * @param text what the recipient reads, without the signature
     */
    record Message(String requestId, String phone, String text) {
    }

    /**
     * Hands the message to the supplier and returns once the supplier has accepted it.
     *
     * @throws PermanentFailure where the number can be none
     * @throws RuntimeException where the supplier refused it or did not answer
     */
    void send(Message message);
}
