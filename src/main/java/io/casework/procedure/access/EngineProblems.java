package io.casework.procedure.access;

import io.casework.platform.RuleViolation;
import io.casework.procedure.access.Problem.FieldError;
import jakarta.ws.rs.WebApplicationException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.exception.NotFoundException;
import org.camunda.bpm.engine.exception.NotValidException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.rest.dto.ParseExceptionDto;
import org.camunda.bpm.engine.rest.exception.InvalidRequestException;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.security.access.AccessDeniedException;

/**
 * Turns what went wrong inside the engine or a step into an answer for people: in Chinese, with the fields where a form was refused,
 * without stack trace, SQL or names of classes. What is nobody's mistake is written to the log under a number that the answer names.
 */
final class EngineProblems {

    private static final Logger log = LoggerFactory.getLogger(EngineProblems.class);
    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final int DEEPEST = 30;
    /** Of PostgreSQL: a character that is not in the repertoire, and one that cannot be translated, such as U+0000. */
    private static final Set<String> NOT_STORABLE = Set.of("22021", "22P05");
    private static final int UNPROCESSABLE = 422;

    private EngineProblems() {
    }

    static Problem of(Throwable failure) {
        List<Throwable> chain = chain(failure);
        RuleViolation violation = first(chain, RuleViolation.class);
        if (violation != null) {
            return new Problem(UNPROCESSABLE, "填写的内容不符合要求", violation.getMessage(), violation.fields().entrySet().stream()
                    .map(entry -> new FieldError(entry.getKey(), entry.getValue())).toList());
        }
        if (says(chain, "Password does not match policy")) {
            return new Problem(UNPROCESSABLE, "密码不符合要求", PasswordRules.IN_WORDS,
                    List.of(new FieldError("password", PasswordRules.IN_WORDS)));
        }
        AuthorizationException unauthorized = first(chain, AuthorizationException.class);
        if (unauthorized != null) {
            return Problem.forbidden(chinese(unauthorized.getMessage(), "您没有权限进行这个操作"));
        }
        AccessDeniedException denied = first(chain, AccessDeniedException.class);
        if (denied != null) {
            return Problem.forbidden(chinese(denied.getMessage(), "您没有权限进行这个操作"));
        }
        if (says(chain, "no authenticated tenant")) {
            return Problem.forbidden("这项内容不属于您任职的小区");
        }
        if (first(chain, OptimisticLockingException.class) != null || first(chain, ConcurrencyFailureException.class) != null) {
            return Problem.of(409, "同时修改", "别人刚刚改过这项内容，请刷新后再试");
        }
        if (first(chain, TaskAlreadyClaimedException.class) != null) {
            return Problem.of(409, "任务已被认领", "这个任务刚刚已被别人认领，请刷新任务列表");
        }
        if (first(chain, SuspendedEntityInteractionException.class) != null) {
            return Problem.of(409, "流程已暂停", "这个流程已被管理员暂停，恢复后才能继续办理");
        }
        ParseException unparsable = first(chain, ParseException.class);
        if (unparsable != null) {
            return parse(unparsable);
        }
        NotFoundException notFound = first(chain, NotFoundException.class);
        NullValueException missing = first(chain, NullValueException.class);
        if (notFound != null || missing != null && missing.getMessage() != null && missing.getMessage().contains("annot find")) {
            return Problem.of(404, "找不到", chinese(notFound == null ? null : notFound.getMessage(),
                    "要办理的内容不存在，可能已被完成或撤回，请刷新后再看"));
        }
        BadUserRequestException bad = first(chain, BadUserRequestException.class);
        if (bad != null || missing != null || first(chain, NotValidException.class) != null) {
            return Problem.of(400, "请求有误", chinese(bad == null ? null : bad.getMessage(), "请求的内容有误，请检查后再试"));
        }
        Integer status = statusOf(chain);
        if (status != null && status < 500) {
            return Problem.of(status, titleOf(status), chinese(messageOf(chain), detailOf(status)));
        }
        if (chain.stream().anyMatch(cause -> cause.getClass().getName().startsWith("com.fasterxml.jackson."))) {
            return Problem.of(400, "请求有误", "提交的内容不是正确的 JSON");
        }
        if (isUnreadableForTheEngine(failure)) {
            return Problem.of(400, "请求有误", "请求的内容有误，请检查后再试");
        }
        if (chain.stream().anyMatch(EngineProblems::isCharacterThatCannotBeStored)) {
            return Problem.of(400, "请求有误", "内容里有看不见的控制字符，请删除后再提交");
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        log.error("未预料的错误 {}", number, failure);
        return Problem.of(500, "系统出错", "系统出错，内容没有保存。请稍后再试；仍然出错时，请把编号 " + number + " 告诉系统管理员");
    }

    static String titleOf(int status) {
        return switch (status) {
            case 400 -> "请求有误";
            case 401 -> "请先登录";
            case 403 -> "没有权限";
            case 404 -> "找不到";
            case 405 -> "不支持的操作";
            case 406, 415 -> "内容类型不对";
            case 409 -> "同时修改";
            case 413 -> "内容过大";
            case 429 -> "请稍后再试";
            default -> status < 500 ? "请求有误" : "系统出错";
        };
    }

    static String detailOf(int status) {
        return switch (status) {
            case 401 -> "请先登录";
            case 403 -> "您没有权限进行这个操作";
            case 404 -> "要找的内容不存在：地址可能写错了，或者事项已被完成或撤回";
            case 405 -> "这个地址不支持这种操作";
            case 406, 415 -> "请以 application/json 提交";
            case 409 -> "别人刚刚改过这项内容，请刷新后再试";
            case 413 -> "提交的内容过大，请删减后再提交";
            default -> status < 500 ? "请求的内容有误，请检查后再试" : "系统出错，请稍后再试";
        };
    }

    /**
     * Whether the engine stumbled over the shape of the request itself: an entry missing where its REST layer expects one, or a query put together in a way
     * that it does not know. It says so with exceptions that do not tell the caller's mistake from its own; where they come from does.
     */
    private static boolean isUnreadableForTheEngine(Throwable failure) {
        for (StackTraceElement frame : failure.getStackTrace()) {
            String type = frame.getClassName();
            if (type.startsWith("java.") || type.startsWith("jdk.")) {
                continue;
            }
            return type.startsWith("org.camunda.bpm.engine.rest.")
                    || type.startsWith("org.camunda.bpm.engine.impl.") && type.contains("Query") && failure.getClass() == ProcessEngineException.class;
        }
        return false;
    }

    private static boolean isCharacterThatCannotBeStored(Throwable cause) {
        return cause instanceof SQLException sql && NOT_STORABLE.contains(sql.getSQLState());
    }

    private static Problem parse(ParseException failure) {
        List<FieldError> errors = new ArrayList<>();
        failure.getResorceReports().forEach(report -> report.getErrors().forEach(error -> {
            String element = error.getMainElementId() == null ? report.getResourceName() : error.getMainElementId();
            errors.add(new FieldError(element, chinese(error.getMessage(), "第 " + error.getLine() + " 行有错：" + error.getMessage())));
        }));
        String detail = chinese(failure.getMessage(), "流程文件没有通过检查，没有部署");
        // Camunda Modeler reads the members of the engine's own answer and marks the elements by them.
        return new Problem(UNPROCESSABLE, "流程文件有误", detail, errors, Map.of(
                "type", "ParseException", "message", detail, "details", ParseExceptionDto.fromException(failure).getDetails()));
    }

    private static Integer statusOf(List<Throwable> chain) {
        for (Throwable cause : chain) {
            if (cause instanceof RestException rest && !(cause instanceof InvalidRequestException) && rest.getStatus() != null
                    && rest.getStatus().getStatusCode() < 500) {
                return rest.getStatus().getStatusCode();
            }
            if (cause instanceof InvalidRequestException invalid) {
                int status = invalid.getStatus() == null ? 400 : invalid.getStatus().getStatusCode();
                if (status < 500) {
                    return status;
                }
            }
            if (cause instanceof WebApplicationException web) {
                return web.getResponse().getStatus();
            }
        }
        return null;
    }

    private static String messageOf(List<Throwable> chain) {
        return chain.get(chain.size() - 1).getMessage();
    }

    private static boolean says(List<Throwable> chain, String text) {
        return chain.stream().anyMatch(cause -> cause.getMessage() != null && cause.getMessage().contains(text));
    }

    static String chinese(String message, String otherwise) {
        return message != null && CHINESE.matcher(message).find() ? message : otherwise;
    }

    private static <T extends Throwable> T first(List<Throwable> chain, Class<T> type) {
        return chain.stream().filter(type::isInstance).map(type::cast).findFirst().orElse(null);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable cause = failure; cause != null && chain.size() < DEEPEST && !chain.contains(cause); cause = cause.getCause()) {
            chain.add(cause);
        }
        return chain;
    }
}
