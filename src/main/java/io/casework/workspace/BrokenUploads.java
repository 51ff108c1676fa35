package io.casework.workspace;

import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.multipart.MultipartException;

/** A form with files that came apart on its way: nobody knows yet which page it was for. */
@ControllerAdvice
class BrokenUploads {

    @ExceptionHandler(MultipartException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    String broken(Model model) {
        model.addAttribute("title", "没有办成");
        model.addAttribute("detail", "表单没有完整传到，什么都没有保存。请返回重新提交。");
        return "error";
    }
}
