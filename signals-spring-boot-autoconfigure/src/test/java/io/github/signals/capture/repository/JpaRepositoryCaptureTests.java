package io.github.signals.capture.repository;

import org.springframework.boot.test.context.SpringBootTest;

/**
 * The capture of Spring Data JPA on H2.
 */
@SpringBootTest(classes = JpaModel.Application.class, properties = JpaModel.H2)
class JpaRepositoryCaptureTests extends JpaRepositoryCaptureContract {

}
